import { PolicyRule } from "../rule";
import { S3_BUCKET_VERSIONING } from "./s3-bucket-versioning";

/** All rules, by their ids. */
export const POLICY_RULES: readonly PolicyRule[] = [S3_BUCKET_VERSIONING];
