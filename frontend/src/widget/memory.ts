/** The one thing this page remembers across a reload: the token, in this tab's own storage. */

const KEY = "t";

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
