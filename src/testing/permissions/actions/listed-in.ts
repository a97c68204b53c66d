/** When the lists were taken, by `npm run iam-reference`: AWS adds actions and condition keys every week. */
export const LISTED_IN = "September 2026";
