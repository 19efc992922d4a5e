import assert from "node:assert/strict";

/** A page in a context of its own, and everything that went wrong in it. */
export class Visit {
  #allowed = [];
  #faults = [];
  #context;

  constructor(context, page, origin) {
    this.#context = context;
    this.page = page;
    page.on("console", (message) => message.type() === "error" && this.#faults.push(`console: ${message.text()} ${message.location().url}`));
    page.on("pageerror", (error) => this.#faults.push(`error: ${error.stack ?? error.message}`));
    page.on("request", (request) => {
      const to = new URL(request.url());
      if (to.origin !== origin && !["data:", "blob:"].includes(to.protocol)) this.#faults.push(`a request left the server: ${request.url()}`);
    });
  }

  /** Opens an address. Options are those of a browser context, and `allow`: faults that belong to the scenario. */
  static async open(browser, origin, path, { allow = [], prepare, ...options } = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: "light", ...options });
    await context.addInitScript(reportRefusals);
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const visit = new Visit(context, page, origin);
    visit.#allowed = allow;
    await prepare?.(page);
    await page.goto(origin + path);
    return visit;
  }

  /** Closes it; anything that went wrong and was not allowed is an error. */
  async close() {
    await this.#context.close();
    const faults = this.#faults.filter((fault) => !this.#allowed.some((pattern) => pattern.test(fault)));
    assert.deepEqual(faults, [], "the page complained");
  }
}

/** What the policy refuses is an error of the console, whatever chromium calls it. */
function reportRefusals() {
  addEventListener("securitypolicyviolation", (event) => console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
}
