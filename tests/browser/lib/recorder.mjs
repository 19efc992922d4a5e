/** Notes every step that a stream tells the page of. */
export function recordStreams(page) {
  return page.addInitScript(() => {
    window.heard = [];
    const Original = window.EventSource;
    window.EventSource = class extends Original {
      constructor(...args) {
        super(...args);
        this.addEventListener("metrics", (event) => window.heard.push(...(JSON.parse(event.data).series.loss?.step ?? [])));
      }
    };
  });
}

export const heardSteps = (page) => page.evaluate(() => window.heard);
