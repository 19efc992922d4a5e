import { settled } from "./ready.mjs";

/** Every page, by an address that shows it with something in it. */
export const PAGES = [
  { name: "list", path: "/", heading: /runs/i },
  { name: "run", path: "/runs/inspected", heading: /inspected/ },
  { name: "run in a folder", path: "/runs/rounds%2Fmomentum", heading: /momentum/ },
  { name: "compare", path: "/compare?run=inspected&run=rounds%2Fmomentum", heading: /compare|comparison|side by side/i },
  { name: "papers", path: "/papers", heading: /papers/i },
  { name: "claim", path: "/papers/pesme2021/effective-scale", heading: /effective-scale/ },
  { name: "start", path: "/start", heading: /start/i },
  { name: "unknown", path: "/nothing", heading: /nothing/i },
];

/** Goes through all pages in one window and does something on each. */
export async function tour({ open }, options, look) {
  const page = await open("/", options);
  for (const place of PAGES) {
    await page.goto(new URL(place.path, page.url()).href);
    await page.getByRole("heading", { level: 1, name: place.heading }).waitFor();
    await settled(page);
    await look(page, place);
  }
}
