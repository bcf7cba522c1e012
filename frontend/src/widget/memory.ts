/** What this page remembers across a reload, in this tab's own storage: the token, here in clear. */

const KEY = "t";
/** Where words not sent yet lie, sealed. */
export const UNSENT = "u";

/** Storage may be switched off; then a reload begins anew, and nothing else changes. */
function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

export function recall(): string | null {
  return storage()?.getItem(KEY) ?? null;
}

export function remember(token: string): void {
  try {
    storage()?.setItem(KEY, token);
  } catch {
    // No room or not allowed: the talk goes on, it only cannot be resumed.
  }
}

export function forget(): void {
  storage()?.clear();
}
