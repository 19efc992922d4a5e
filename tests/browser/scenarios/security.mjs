import assert from "node:assert/strict";
import { ask, token } from "../lib/http.mjs";

const RUN = JSON.stringify({ options: { "--epochs": "1" } });
const JSON_BODY = { "Content-Type": "application/json" };
const INSIDE = "runs/inspected/run.json";
const OUTSIDE = ["..", "../..", "../../etc/passwd", "/etc/passwd", "inspected/../../package.json", "inspected\0", "..\\..", "inspected/run.json"];

export default {
  "a foreign Host is refused": async ({ server }) => {
    for (const Host of ["evil.example", `evil.example:${server.port}`, "127.0.0.1.evil.example", "169.254.169.254"])
      assert.equal((await ask(server, "/api/runs", { headers: { Host } })).status, 400, Host);
  },

  "a foreign Origin may change nothing": async ({ server }) => {
    const secret = await token(server);
    for (const Origin of ["http://evil.example", "null", `https://127.0.0.1:${server.port}`, "http://127.0.0.1:1"]) {
      const answer = await ask(server, "/api/runs", { method: "POST", headers: { ...JSON_BODY, Origin, "X-Basin-Token": secret }, body: RUN });
      assert.equal(answer.status, 403, Origin);
    }
  },

  "without the right token nothing starts or stops": async ({ server }) => {
    const secret = await token(server);
    const wrong = secret.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    assert.ok(secret.length >= 32, "the page carries a token");
    for (const path of ["/api/runs", "/api/runs/inspected/stop", "/api/runs/inspected/resume"]) {
      for (const headers of [{}, { "X-Basin-Token": wrong }, { "X-Basin-Token": "" }, { Cookie: `basin-token=${secret}` }]) {
        const answer = await ask(server, path, { method: "POST", headers: { ...JSON_BODY, ...headers }, body: RUN });
        assert.equal(answer.status, 403, `${path} ${JSON.stringify(headers)}`);
        assert.match(JSON.parse(answer.body).error, /token/i);
      }
    }
  },

  "nothing outside the runs is served, however it is written": async ({ server }) => {
    for (const outside of OUTSIDE) {
      for (const id of [encodeURIComponent(outside), encodeURIComponent(encodeURIComponent(outside)), outside.replaceAll("\0", "%00")]) {
        for (const path of [`/api/runs/${id}`, `/api/runs/${id}/metrics`, `/api/runs/${id}/report`, `/api/runs/inspected/figures/${id}.json`]) {
          const { status, headers } = await ask(server, path);
          // Plain dots are taken out of a path before anybody looks at it; what then remains may be an address of the page.
          const isPage = status === 200 && /text\/html/.test(headers["content-type"]) && /script-src 'self'/.test(headers["content-security-policy"]);
          assert.ok(isPage || (status >= 400 && status < 500), `${path} was answered with ${status}`);
        }
      }
    }
    for (const path of ["/../runs/inspected/run.json", `/${INSIDE}`, "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../run.json"]) {
      const { body } = await ask(server, path);
      assert.ok(!body.includes("learningRate") && !body.includes("root:"), `${path} gave a file`);
    }
  },

  "a body that is too large is refused": async ({ server }) => {
    const headers = { ...JSON_BODY, "X-Basin-Token": await token(server) };
    const answer = await ask(server, "/api/runs", { method: "POST", headers, body: JSON.stringify({ options: { "--data": "x".repeat(200_000) } }) });
    assert.equal(answer.status, 413);
  },

  "methods that nobody serves are refused, and unknown addresses of the API are not pages": async ({ server }) => {
    for (const method of ["PUT", "DELETE", "PATCH"])
      assert.equal((await ask(server, "/api/runs", { method, headers: { "X-Basin-Token": await token(server) } })).status, 405, method);
    const unknown = await ask(server, "/api/nothing");
    assert.equal(unknown.status, 404);
    assert.ok(JSON.parse(unknown.body).error);
  },

  "the page may run its own scripts only, and may not be framed": async ({ server }) => {
    const { headers } = await ask(server, "/");
    const policy = headers["content-security-policy"];
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.doesNotMatch((await ask(server, "/api/runs/inspected/report")).headers["content-security-policy"], /script-src (?!'none')/);
  },

  "a program of the tool is not among the options of a run": async ({ server }) => {
    const headers = { ...JSON_BODY, "X-Basin-Token": await token(server) };
    for (const options of [{ "--out": "../elsewhere" }, { "--resume": "inspected" }, { "--nonsense": "1" }, { "; id": "" }, { "--lr": "fast" }, "train", null]) {
      const answer = await ask(server, "/api/runs", { method: "POST", headers, body: JSON.stringify({ options }) });
      assert.equal(answer.status, 400, JSON.stringify(options));
      assert.ok(JSON.parse(answer.body).error);
    }
  },
};
