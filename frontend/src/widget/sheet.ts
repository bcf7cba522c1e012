/** Links a style sheet that comes later than the page. */

/** Done when its rules are here; a sheet that failed is taken out, so that it can be asked for again. */
export function linkSheet(href: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return new Promise((done, failed) => {
    link.onload = () => done();
    link.onerror = () => {
      link.remove();
      failed(new Error("a style sheet did not come"));
    };
    document.head.append(link);
  });
}
