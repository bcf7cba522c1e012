/** A channel by its name: what people call it, whether it is live, how long a text may be. */
import { TEXT_LIMIT, type Channel, type ChannelInfo, type Locale } from "../shared/protocol";

/** One that the server has not told of is believed to be a slow one with no name but its own. */
export function channelOf(channels: readonly ChannelInfo[], name: Channel): ChannelInfo {
  return channels.find((each) => each.name === name) ?? { name, labels: {}, live: false, longest: TEXT_LIMIT };
}

export function labelOf({ name, labels }: ChannelInfo, locale: Locale): string {
  return labels[locale] ?? name;
}
