import { loadBalancerLogSource } from "../../modules/alb-asg";
import { cloudFrontLogSource, singlePageAppFunction } from "../../modules/edge";
import { flowLogSource, resolverQueryLogSource } from "../../modules/network";
import { githubTrust, roleAdministrationStatements, stateDeployPolicyJson, statePlanPolicyJson } from "../../modules/state-backend";
import { cloudTrailLogSource, s3AccessLogSource, s3InventorySource, webAclLogSource } from "../../modules/storage";
import { AwsEnvironment, useRemoval } from "../../src/core";
import { messageOf } from "../support/synth";

/** As plain JavaScript calls it. */
type Called = (...input: unknown[]) => unknown;

test.each([
  ["AwsEnvironment.of", AwsEnvironment.of],
  ["githubTrust", githubTrust],
  ["roleAdministrationStatements", roleAdministrationStatements],
  ["singlePageAppFunction", singlePageAppFunction],
  ["stateDeployPolicyJson", stateDeployPolicyJson],
  ["statePlanPolicyJson", statePlanPolicyJson],
  ["useRemoval", useRemoval],
])("%s says that it has no scope", (name, called) => {
  expect(messageOf(() => (called as Called)())).toBe(
    `${name}: invalid input\n  - scope: must be a construct; received nothing. Give the construct that it is called in, such as this.`,
  );
});

test.each([
  ["cloudFrontLogSource", cloudFrontLogSource],
  ["cloudTrailLogSource", cloudTrailLogSource, "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all"],
  ["flowLogSource", flowLogSource],
  ["loadBalancerLogSource", loadBalancerLogSource],
  ["resolverQueryLogSource", resolverQueryLogSource],
  ["s3AccessLogSource", s3AccessLogSource, "arn:aws:s3:::assets"],
  ["s3InventorySource", s3InventorySource, "arn:aws:s3:::assets"],
  ["webAclLogSource", webAclLogSource],
])("%s says that it has no environment", (name, called, ...rest) => {
  expect(messageOf(() => (called as Called)(undefined, ...rest.filter((value) => value !== undefined)))).toBe(
    `${name}: invalid input\n  - environment: must be an AwsEnvironment; received nothing. Give an AwsEnvironment.`,
  );
});
