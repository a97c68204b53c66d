/** What AWS documents and the package lacks: taken out here once the package has it, which `npm run iam-reference` says. */
export const ADDED_CONDITION_KEYS: readonly { readonly key: string; readonly page: string }[] = [
  { key: "aws:SignInSessionArn", page: 'IAM User Guide, "AWS global condition context keys", "Properties of a role session"' },
];
