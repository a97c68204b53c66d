/** Where what services ask for comes from: pages by their guide and title, or a managed policy of AWS. */
import { SERVICE_NEEDS } from "../../../../src/testing/permissions/services/services";

const MANAGED_POLICIES = ["AmazonRDSEnhancedMonitoringRole", "AWSBackupServiceRolePolicyForBackup"];

test.each(SERVICE_NEEDS)("$id names the pages that say so", ({ page }) => {
  const [guide, ...rest] = page.split('"');
  expect(guide).toMatch(/^[A-Z][\w ]+(?: guide| Guide|Terraform|Reference)?, $/);
  const between = rest.filter((_, index) => index % 2 === 1);
  const last = between.pop();
  const [, policy] = /^; managed policy (\w+)$/.exec(last ?? "") ?? [];
  expect(policy === undefined ? last : MANAGED_POLICIES.includes(policy)).toBe(policy === undefined ? "" : true);
  expect(between.filter((text) => !/^(?:, | and |, and |; (?:[A-Z][\w ()]+, )?)$/.test(text))).toEqual([]);
});

test("each has an id of its own", () => {
  const ids = SERVICE_NEEDS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
