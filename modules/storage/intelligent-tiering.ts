import { S3BucketIntelligentTieringConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-intelligent-tiering-configuration";
import { Construct } from "constructs";
import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";

/**
 * Archive tier of S3 Intelligent-Tiering → days without access after which objects move there. They are read again only after a request
 * to restore them, which takes hours (S3 User Guide, "How S3 Intelligent-Tiering works").
 */
export interface IntelligentTieringDays {
  /** 90 to 730 days. @default - objects never move to the archive tier */
  readonly ARCHIVE_ACCESS?: number;
  /** 180 to 730 days. @default - objects never move to the deep archive tier */
  readonly DEEP_ARCHIVE_ACCESS?: number;
}

const PROPS: PropTypes<IntelligentTieringDays> = { ARCHIVE_ACCESS: optional(NUMBER), DEEP_ARCHIVE_ACCESS: optional(NUMBER) };

type AccessTier = keyof IntelligentTieringDays;
const LEAST_DAYS: Readonly<Record<AccessTier, number>> = { ARCHIVE_ACCESS: 90, DEEP_ARCHIVE_ACCESS: 180 };
const ACCESS_TIERS = Object.keys(LEAST_DAYS) as AccessTier[];

/** Records what S3 refuses in archive tiers. */
export function checkIntelligentTiering(validator: Validator, afterDays: IntelligentTieringDays): void {
  const prop = "intelligentTieringAfterDays";
  validator.known(prop, afterDays);
  if (!isKnown(afterDays)) return;
  for (const name of Object.keys(afterDays)) validator.oneOf(`${prop}.${name}`, name, ACCESS_TIERS as readonly string[]);
  validator.props(afterDays, PROPS, prop);
  for (const tier of ACCESS_TIERS) validator.integerBetween(`${prop}.${tier}`, afterDays[tier], LEAST_DAYS[tier], 730, "days");
  const { ARCHIVE_ACCESS: archive, DEEP_ARCHIVE_ACCESS: deep } = afterDays;
  validator
    .check(prop, afterDays, isGiven(archive) || isGiven(deep), "must name a tier", "Give ARCHIVE_ACCESS, DEEP_ARCHIVE_ACCESS or both.")
    .check(
      `${prop}.DEEP_ARCHIVE_ACCESS`,
      deep,
      !isGiven(archive) || !isGiven(deep) || deep > archive,
      "must be later than ARCHIVE_ACCESS",
      "Objects go through the archive tier first: give more days, or leave one out.",
    );
}

/** The archive tiers of a bucket's objects. */
export function createIntelligentTiering(
  scope: Construct,
  afterDays: IntelligentTieringDays,
  { bucketName, provider }: BucketIdentity,
): S3BucketIntelligentTieringConfiguration {
  return new S3BucketIntelligentTieringConfiguration(scope, "IntelligentTiering", {
    bucket: bucketName,
    name: "all-objects",
    tiering: ACCESS_TIERS.filter((tier) => isGiven(afterDays[tier])).map((accessTier) => ({
      accessTier,
      days: afterDays[accessTier]!,
    })),
    provider,
  });
}
