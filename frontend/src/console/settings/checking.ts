/** Whether the start of the shift is still being tried out: from the press on until it is put away. */
import { signal } from "@preact/signals";

export const checking = signal(false);
