import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const SSM_DOCUMENT_NOT_PUBLIC: PolicyRule = {
  id: "ssm-document-not-public",
  sentence: "A document of Systems Manager isn't shared with everybody.",
  severity: "critical",
  fix: "Name the accounts in permissions.account_ids.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Systems Manager", SSM.4',
  fsbp: ["SSM.4"],
  types: ["aws_ssm_document"],
  check: eachOf(["aws_ssm_document"], ({ args }) => {
    const accounts: unknown = args.permissions?.account_ids;
    return /\ball\b/i.test(String(accounts ?? "")) ? says("permissions.account_ids", accounts) : undefined;
  }),
};
