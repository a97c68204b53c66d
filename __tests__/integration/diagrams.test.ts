/** The pictures as a browser draws them, measured in the font of the machine: DejaVu Sans, where it has that, is the widest of those that they ask for. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Statuses } from "../../src/diagram/statuses";
import { svg } from "../../src/diagram/svg";
import { pictures, reference } from "../../tools/diagrams/pictures";
import { Browser } from "../../tools/site/browser";

const folder = mkdtempSync(join(tmpdir(), "diagrams-"));
const drawn = [...pictures()].map(([file, text]) => [file.split("/").pop()!, text] as const);
let browser: Browser;

beforeAll(async () => {
  browser = await Browser.start();
  for (const [name, text] of drawn) writeFileSync(join(folder, `${name}.html`), `<!doctype html><body style="margin:0">${text}</body>`);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Texts that leave their box, their picture, or lie upon another text, as the browser measures them. */
const MISPLACED = `(() => {
  const svg = document.querySelector("svg").getBoundingClientRect();
  const texts = [...document.querySelectorAll("svg text")].map((text) => ({ text, area: text.getBoundingClientRect() }));
  const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  const faults = [];
  for (const { text, area } of texts) {
    const box = text.classList.contains("mark") ? null : text.parentElement.querySelector(":scope > .box");
    if (!within(area, box ? box.getBoundingClientRect() : svg)) faults.push("leaves its place: " + text.textContent);
    for (const other of texts) {
      const apart = area.right <= other.area.left || other.area.right <= area.left || area.bottom - 3 <= other.area.top || other.area.bottom - 3 <= area.top;
      if (other.text !== text && !apart) faults.push(text.textContent + " lies upon " + other.text.textContent);
    }
  }
  return { texts: texts.length, faults };
})()`;

test.each(drawn.map(([name]) => name))("in %s each text is in its box, and none lies upon another", async (name) => {
  await browser.resize(1280);
  await browser.open(join(folder, `${name}.html`));
  const { texts, faults } = await browser.evaluate<{ texts: number; faults: string[] }>(MISPLACED);
  expect(texts).toBeGreaterThan(3);
  expect(faults).toEqual([]);
});

const STATUSES: Statuses = {
  Database: "replaced",
  Cache: "changed",
  WebFrontend: "created",
  Logs: "deleted",
  [reference().vpcs[0]!.id]: "changed",
};

test.each([
  ["light", {}],
  ["dark", {}],
  ["light", STATUSES],
  ["dark", STATUSES],
] as const)("on a %s page each text has 4.5 to 1 of contrast with what is behind it, with the statuses %j", async (theme, statuses) => {
  writeFileSync(join(folder, "contrast.html"), `<!doctype html><body style="margin:0">${svg(reference(), { statuses })}</body>`);
  await browser.resize(1280, theme);
  await browser.open(join(folder, "contrast.html"));
  const low = await browser.evaluate<string[]>(`(() => {
    const light = (color) => {
      const [r, g, b] = color.match(/[\\d.]+/g).map(Number).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const shapes = [...document.querySelectorAll("svg rect, svg circle")].map((shape) => ({ fill: getComputedStyle(shape).fill, area: shape.getBoundingClientRect() }));
    return [...document.querySelectorAll("svg text")].flatMap((text) => {
      const { left, top, width, height } = text.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const behind = shapes.filter(({ area }) => x > area.left && x < area.right && y > area.top && y < area.bottom).pop();
      const [one, other] = [light(getComputedStyle(text).fill), light(behind.fill)].sort((a, b) => b - a);
      return (one + 0.05) / (other + 0.05) < 4.5 ? [text.textContent + " " + getComputedStyle(text).fill + " on " + behind.fill] : [];
    });
  })()`);
  expect(low).toEqual([]);
});
