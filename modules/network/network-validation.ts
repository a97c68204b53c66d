import { Construct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { checkLogRetention } from "../../src/internal/log-retention";
import { Validator, isKnown } from "../../src/internal/validator";
import { validateServices } from "./interface-endpoints";
import type { NetworkProps, NetworkTier } from "./network";
import { AZ_SLOTS, subnetPlanViolations } from "./subnet-plan";

const TIER_KINDS = ["public", "private", "isolated"] as const;

/** @throws ValidationError with everything that is wrong with a network's props */
export function validateNetwork(scope: Construct, props: NetworkProps, tiers: readonly NetworkTier[]): void {
  const validator = new Validator(scope);
  for (const { prop, received, rule, fix } of subnetPlanViolations(props.cidrBlock, tiers)) {
    // The plan needs the range itself: one that only Terraform knows is an error as well.
    validator.check(prop, isKnown(received) ? received : "a value that only Terraform knows", false, rule, fix);
  }
  validateTiers(validator, tiers);
  if (props.availabilityZones) validateAvailabilityZones(scope, validator, props.availabilityZones);
  validateNat(validator, props, tiers);
  validateServices(validator, props.interfaceEndpoints ?? []);
  validator.check(
    "interfaceEndpoints",
    props.interfaceEndpoints,
    !props.interfaceEndpoints?.length || tiers.some(({ kind }) => kind === "private"),
    "need a private tier to be in",
    "Add a tier of the kind private, or leave them out.",
  );
  checkLogRetention(validator, "flowLogRetentionDays", props.flowLogRetentionDays);
  validator
    .oneOf("flowLogTraffic", props.flowLogTraffic, ["ALL", "ACCEPT", "REJECT"])
    .oneOf("flowLogIntervalSeconds", props.flowLogIntervalSeconds, [60, 600])
    .oneOf("blockPublicAccess", props.blockPublicAccess, ["bidirectional", "ingress"])
    .oneOf("publicAccessExclusion", props.publicAccessExclusion, ["bidirectional", "egress"])
    .check(
      "blockPublicAccess",
      props.blockPublicAccess,
      props.blockPublicAccess !== "bidirectional" || props.publicAccessExclusion !== undefined || (props.natGateways ?? "none") === "none",
      "must let NAT gateways out",
      'Use "ingress", take the VPC out of it by publicAccessExclusion, or leave NAT out.',
    );
  (props.trustedAccountIds ?? []).forEach((accountId, index) =>
    validator.matches(
      `trustedAccountIds[${index}]`,
      accountId,
      /^\d{12}$/,
      "must be twelve digits",
      "Copy the account id, leading zeros included.",
    ),
  );
  validator.throwIfInvalid();
}

function validateTiers(validator: Validator, tiers: readonly NetworkTier[]): void {
  validator.check("tiers", tiers, tiers.length > 0, "must hold at least one", "Leave the prop out for public, private and isolated.");
  tiers.forEach(({ name, kind }, index) =>
    validator
      .matches(
        `tiers[${index}].name`,
        name,
        /^[A-Za-z][A-Za-z0-9-]{0,31}$/,
        "must be 1 to 32 letters, digits and dashes, beginning with a letter",
        'Write it as "private".',
      )
      .oneOf(`tiers[${index}].kind`, kind, TIER_KINDS),
  );
}

function validateAvailabilityZones(scope: Construct, validator: Validator, names: readonly string[]): void {
  validator
    .check(
      "availabilityZones",
      names,
      names.length >= 2 && names.length <= AZ_SLOTS,
      `must be 2 to ${AZ_SLOTS}`,
      "Load balancers and databases need two; three survive the loss of one with room to spare.",
    )
    .check("availabilityZones", names, new Set(names).size === names.length, "must each be named once", "Take the repeated one out.");
  const region = AwsEnvironment.of(scope).knownRegion;
  if (region === undefined) return;
  names.forEach((name, index) =>
    validator.check(
      `availabilityZones[${index}]`,
      name,
      name.startsWith(region) && /^[a-z]$/.test(name.slice(region.length)),
      `must be an AZ of ${region}`,
      `Write it as "${region}a".`,
    ),
  );
}

function validateNat(validator: Validator, props: NetworkProps, tiers: readonly NetworkTier[]): void {
  const placement = props.natGateways ?? "none";
  validator
    .oneOf("natGateways", placement, ["perAz", "single", "none"])
    .check(
      "natGateways",
      placement,
      placement === "none" || tiers.some(({ kind }) => kind === "public"),
      "need a public tier to be in",
      'Add a tier of the kind public, or use "none".',
    );
  for (const az of Object.keys(props.natEipAllocationIds ?? {})) {
    const withGateway =
      placement === "perAz" ? props.availabilityZones : placement === "single" ? props.availabilityZones?.slice(0, 1) : [];
    validator
      .check(
        "natEipAllocationIds",
        az,
        (withGateway ?? []).includes(az),
        "must be keyed by an AZ that has a NAT gateway",
        `Use one of ${(withGateway ?? []).join(", ") || "the names in availabilityZones, with NAT in them"}.`,
      )
      .matches(
        `natEipAllocationIds.${az}`,
        props.natEipAllocationIds![az],
        /^eipalloc-[0-9a-f]+$/,
        "must be an allocation id",
        'Copy the one that begins with "eipalloc-".',
      );
  }
}
