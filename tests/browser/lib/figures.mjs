/** Middle of a list of numbers. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** First paint, and the largest piece of it, of an address in a fresh window with an empty cache; in milliseconds after navigation began. */
export async function paintTimes(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.largest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.largest = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto(address, { waitUntil: "networkidle" }).catch(() => {});
  await page.waitForFunction(() => window.largest > 0 && performance.getEntriesByName("first-contentful-paint").length > 0);
  const times = await page.evaluate(() => ({ first: performance.getEntriesByName("first-contentful-paint")[0].startTime, largest: window.largest }));
  await context.close();
  return times;
}

/** Bytes on the heap of a page after a collection. */
export async function heapOf(session) {
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}
