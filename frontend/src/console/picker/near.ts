/** Whether two words are the same but for a slip of the finger. */

/** So short a word is another word with one letter changed. */
const SURE = 4;
const LONG = 8;

/** How many slips a word of this length may have. */
function slips(word: string): number {
  return word.length < SURE ? 0 : word.length < LONG ? 1 : 2;
}

/** Whether `word` is how somebody in a hurry begins to type `whole`. */
export function nearly(word: string, whole: string): boolean {
  const most = slips(word);
  if (most === 0 || word[0] !== whole[0]) return false;
  return [word.length - 1, word.length, word.length + 1].some((length) => apart(word, whole.slice(0, length)) <= most);
}

/** Letters left out, put in, changed, or two next to each other the wrong way round. */
export function apart(one: string, two: string): number {
  let before: number[] = [];
  let row = Array.from({ length: two.length + 1 }, (_, place) => place);
  for (let down = 1; down <= one.length; down += 1) {
    const next = [down];
    for (let across = 1; across <= two.length; across += 1) {
      const same = one[down - 1] === two[across - 1] ? 0 : 1;
      let least = Math.min((row[across] ?? 0) + 1, (next[across - 1] ?? 0) + 1, (row[across - 1] ?? 0) + same);
      const crossed = down > 1 && across > 1 && one[down - 1] === two[across - 2] && one[down - 2] === two[across - 1];
      if (crossed) least = Math.min(least, (before[across - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[two.length] ?? 0;
}
