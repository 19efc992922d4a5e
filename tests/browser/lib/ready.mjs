/** Waits until a page shows what it fetched: nothing says that it loads, and the pictures are there. */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      !document.querySelector(".loading, [aria-busy=true]") &&
      [...document.images].every((image) => image.loading === "lazy" || image.complete) &&
      document.querySelector("h1") !== null,
  );
}

/** Brings every part of a page into sight once: curves are drawn when they can be seen. */
export async function scrollThrough(page) {
  await page.evaluate(async () => {
    const frames = async (count) => {
      for (; count > 0; count--) await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
      scrollTo(0, top);
      await frames(10);
    }
    scrollTo(0, 0);
    await frames(10);
  });
  await settled(page);
}
