import { defineConfig } from "vite";

// `npm run build -- --outDir DIR` is how the tool's build calls it. Nothing is inlined: the page's policy allows no inline script.
export default defineConfig({
  base: "/",
  build: { outDir: "dist", assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2022" },
  server: { proxy: { "/api": "http://127.0.0.1:5205" } },
});
