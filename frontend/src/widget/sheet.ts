/** Links a style sheet that comes later than the page. */

const linked = new Map<string, Promise<void>>();

/** Done when its rules are here; a sheet that failed is taken out, so that it can be asked for again. */
export function linkSheet(href: string): Promise<void> {
  const known = linked.get(href);
  if (known) return known;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  const here = new Promise<void>((done, failed) => {
    link.onload = () => done();
    link.onerror = () => {
      link.remove();
      linked.delete(href);
      failed(new Error("a style sheet did not come"));
    };
  });
  linked.set(href, here);
  document.head.append(link);
  return here;
}
