/** A channel as it is shown: a drawing for live or slow, and the name it has in the reader's language. */
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { Channel, ChannelInfo } from "../shared/protocol";
import { channelOf, labelOf } from "./channels";
import { useStore } from "./store";
import { locale } from "./words";

export function useChannel(name: Channel): ChannelInfo {
  return channelOf(useStore().channels.value, name);
}

export function useLabel(name: Channel): string {
  return labelOf(useChannel(name), locale.value);
}

export function ChannelIcon({ name }: { name: Channel }) {
  return <Icon d={useChannel(name).live ? icons.chat : icons.text} />;
}

export function ChannelName({ name }: { name: Channel }) {
  return <><ChannelIcon name={name} />{useLabel(name)}</>;
}
