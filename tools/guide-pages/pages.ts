import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../support/paths";
import { fixedBill } from "./bill";
import { costsPage } from "./costs";
import { permissionsPage } from "./permissions";
import { policyRulesPage } from "./policy-rules";
import { PriceId } from "./prices";
import { createdList, priceTable } from "./tables";
import { GuideUse, Resources, USES, createdBy } from "./uses";

/** What a guide lists besides the prices of its smallest use. */
const FURTHER_PRICES: Readonly<Record<string, readonly PriceId[]>> = {
  network: ["natGateway", "natGatewayGb", "publicIpv4", "endpoint", "endpointGb", "crossAzGb", "logs", "logStorage"],
  storage: ["s3", "s3GlacierIr", "s3DeepArchive", "key"],
  "alb-asg": ["lcu", "crossAzGb", "logs", "alarm"],
  "aurora-cluster": ["db.r7g.xlarge", "acu", "auroraStorage", "auroraIo", "logs"],
  "redis-cache": ["cache.t4g.small", "crossAzGb", "logs"],
  edge: ["webAclRequests", "cloudFrontGb", "hostedZone", "logs"],
  state: ["s3"],
};

/** A smallest use, and what it creates. */
export interface CreatedUse {
  readonly use: GuideUse;
  readonly resources: Resources;
}

/** All of them: this runs the code of every guide. */
export function createdUses(): CreatedUse[] {
  return USES.map((use) => ({ use, resources: createdBy(use) }));
}

/** A page that is written here, or a guide with tables that are: file below the project → content. */
export function guidePages(uses: readonly CreatedUse[]): ReadonlyMap<string, string> {
  const guides = uses.map(({ use: { guide }, resources }): [string, string] => {
    const file = `docs/guides/${guide}.md`;
    const tables = { created: createdList(resources), prices: priceTable(FURTHER_PRICES[guide]!, fixedBill(resources)) };
    return [file, Object.entries(tables).reduce((text, [name, content]) => withTable(text, name, content), current(file))];
  });
  return new Map([
    ...guides,
    ["docs/guides/permissions.md", permissionsPage(uses)],
    ["docs/guides/costs.md", costsPage()],
    ["docs/guides/policy-rules.md", policyRulesPage()],
  ]);
}

/** A guide with what is between two comments replaced; as it is where it hasn't got them. */
function withTable(text: string, name: string, content: string): string {
  const marks = new RegExp(`(<!-- ${name}: npm run guide-pages -->\n)[\\s\\S]*?(<!-- end -->)`);
  return text.replace(marks, (_, begin: string, end: string) => `${begin}\n${content}\n\n${end}`);
}

export function current(file: string): string {
  return readFileSync(join(PROJECT, file), "utf8");
}
