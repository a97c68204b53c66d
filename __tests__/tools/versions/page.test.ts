import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../../tools/support/paths";
import { COMBINATIONS } from "../../../tools/versions/combinations";
import { accepted, matrix, withGeneratedParts } from "../../../tools/versions/page";

describe("the guide about versions", () => {
  const page = readFileSync(join(PROJECT, "docs/guides/versions.md"), "utf8");

  test("is current: else npm run versions-page writes its tables anew", () => {
    expect(withGeneratedParts(page)).toBe(page);
    expect(page).toContain(matrix());
    expect(page).toContain(accepted());
  });

  test("says the AWS provider that the installed bindings were generated from", () => {
    const { cdktf } = JSON.parse(readFileSync(require.resolve("@cdktf/provider-aws/package.json"), "utf8"));
    expect(matrix()).toContain(
      `| @cdktf/provider-aws ${COMBINATIONS["bindings-20"].packages["@cdktf/provider-aws"]} | ${cdktf.provider.version} |`,
    );
  });

  test("has install lines whose versions are those that are tried", () => {
    for (const { library, packages } of [COMBINATIONS["bindings-20"], COMBINATIONS.cdktn]) {
      const line = page.split("\n").find((text) => text.startsWith(`npm install ${library} `)) ?? "";
      const named = [...line.matchAll(/ (@?[\w/-]+)@([\d.]+)/g)];
      expect(named.map(([, name]) => name).sort()).toEqual(Object.keys(packages).sort());
      for (const [, name, version] of named) expect(`${packages[name!]}.`).toContain(`${version}.`);
    }
  });
});
