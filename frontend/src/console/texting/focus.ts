/** What had the focus may go away with an answer: then the focus goes where it is of use, and never otherwise. */
import { useLayoutEffect, useRef } from "preact/hooks";

export function useFocusAfter(shown: boolean, go: () => void): void {
  const before = useRef(shown);
  useLayoutEffect(() => {
    const gone = before.current && !shown;
    before.current = shown;
    if (gone && document.activeElement === document.body) go();
  }, [shown]);
}
