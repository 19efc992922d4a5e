/** Waits until a page shows what it fetched: nothing says that it loads, and the pictures are there. */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      !document.querySelector(".loading, [aria-busy=true]") &&
      [...document.images].every((image) => image.loading === "lazy" || image.complete) &&
      document.querySelector("h1") !== null,
  );
}
