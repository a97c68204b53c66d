import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, oneOf, optional, record, secret } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { OriginSecretHeader, checkOriginSecretHeader } from "./origin-secret-header";

const SCHEMES = ["internal", "internet-facing"] as const;
/** Whether a load balancer has private addresses alone, or public ones. */
export type LoadBalancerScheme = "internal" | "internet-facing";

/** By what a load balancer with public addresses tells whose requests it allows: one of the two. */
export interface RequestAdmission {
  /** A secret header that CloudFront adds: without it, every distribution, of any account, can send requests. Its values are in Terraform's state. @default - none */
  readonly originSecretHeader?: OriginSecretHeader;
  /**
   * Why everybody may send requests: the reason becomes part of the descriptions of the security groups' rules, which then allow 0.0.0.0/0 in place of CloudFront.
   *
   * @default - CloudFront's addresses alone may connect
   */
  readonly openToTheInternet?: string;
}

const REASON = { rule: "must say why everybody may send requests", fix: "Give the reason in a few words, or leave it out." };

/** The types of the props of `RequestAdmission`. */
export const REQUEST_ADMISSION: PropTypes<RequestAdmission> = {
  originSecretHeader: optional(secret(record())),
  openToTheInternet: optional({ ...STRING, ...REASON }),
};

/** Who may connect to a load balancer. */
export interface LoadBalancerExposure extends RequestAdmission {
  /**
   * `internal` is reached by CloudFront through a VPC origin, and from nowhere else outside the VPC. `internet-facing` needs `originSecretHeader` or
   * `openToTheInternet`. A change replaces the load balancer.
   *
   * @default "internal"
   */
  readonly scheme?: LoadBalancerScheme;
  /** The id of the region's managed prefix list `com.amazonaws.global.cloudfront.origin-facing`. @default - looked up; none with `openToTheInternet` */
  readonly cloudFrontPrefixListId?: string;
}

/** The types of the props of `LoadBalancerExposure`. */
export const LOAD_BALANCER_EXPOSURE: PropTypes<LoadBalancerExposure> = {
  ...REQUEST_ADMISSION,
  scheme: optional(oneOf(SCHEMES)),
  cloudFrontPrefixListId: optional(STRING),
};

/** Records a load balancer that is public without a word of who may send requests to it, or an internal one that says it. */
export function checkLoadBalancerExposure(validator: Validator, exposure: LoadBalancerExposure): void {
  const { scheme = "internal", cloudFrontPrefixListId } = exposure;
  validator.known("scheme", scheme).format("cloudFrontPrefixListId", cloudFrontPrefixListId, FORMATS.prefixListId);
  checkRequestAdmission(validator, exposure, { prop: "scheme", received: scheme, arePublic: scheme === "internet-facing" });
}

/** The prop that says whether a load balancer has public addresses. */
interface Addresses {
  readonly prop: string;
  readonly received: unknown;
  readonly arePublic: boolean;
}

/** Records what doesn't go with a load balancer's addresses. */
export function checkRequestAdmission(validator: Validator, admission: RequestAdmission, addresses: Addresses): void {
  const { originSecretHeader, openToTheInternet } = admission;
  const given = Object.keys(REQUEST_ADMISSION).filter((name) => isGiven(admission[name as keyof RequestAdmission]));
  validator.check(
    addresses.prop,
    addresses.received,
    !addresses.arePublic || given.length === 1,
    "must come with originSecretHeader or with openToTheInternet, one of the two: any account's distribution can send requests to public addresses",
    "Give the header that your distribution adds, or say why everybody may send requests.",
  );
  for (const name of addresses.arePublic ? [] : given) {
    validator.check(
      name,
      "a value",
      false,
      "must be left out where the addresses are private",
      "A VPC origin can be used by distributions of your account alone.",
    );
  }
  validator.check(
    "openToTheInternet",
    openToTheInternet,
    !isKnown(openToTheInternet) || openToTheInternet?.trim() !== "",
    REASON.rule,
    REASON.fix,
  );
  if (originSecretHeader) checkOriginSecretHeader(validator, originSecretHeader);
}
