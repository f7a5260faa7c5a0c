// Lighthouse on a Chromium that is already running.
// In, as the only argument: {"port": 9222, "open": "https://…"} audits a fresh load of that address, {"port": 9222, "shown": "part of an address"} the page as it
// stands. Out: {"accessibility": 100, "performance": 97 | null, "failed": ["rule: where"]}.

import { snapshot, default as navigate } from "lighthouse";
import puppeteer from "puppeteer-core";

const asked = JSON.parse(process.argv[2]);
const categories = asked.open === undefined ? ["accessibility"] : ["accessibility", "performance"];
const config = { extends: "lighthouse:default", settings: { onlyCategories: categories, locale: "fr", disableStorageReset: true } };

const run = asked.open === undefined ? await asItStands(asked) : await navigate(asked.open, { port: asked.port, logLevel: "error" }, config);
console.log(JSON.stringify(read(run.lhr)));

async function asItStands({ port, shown }) {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
  try {
    const pages = await Promise.all(browser.browserContexts().map((context) => context.pages()));
    const page = pages.flat().find((one) => one.url().includes(shown));
    if (page === undefined) throw new Error(`no page shows ${shown}`);
    return await snapshot(page, { config });
  } finally {
    await browser.disconnect();
  }
}

function read({ categories: scores, audits }) {
  const percent = (one) => (one === undefined || one.score === null ? null : Math.round(one.score * 100));
  const counted = new Set(scores.accessibility.auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id));
  const failed = Object.values(audits).filter(({ id, score }) => counted.has(id) && score !== null && score < 1);
  const where = ({ details }) => (details?.items ?? []).map(({ node }) => node?.selector ?? "").join(" ; ");
  return {
    accessibility: percent(scores.accessibility),
    performance: percent(scores.performance),
    failed: failed.map((audit) => `${audit.id}: ${where(audit)}`),
  };
}
