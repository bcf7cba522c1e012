/** A date as a browser wrote it. French counts the first of a month: "1er mars", which no browser writes by itself; as `helpline/days.py`. */
export const counted = (written: string): string => written.replace(/\b1 /, "1er ");
