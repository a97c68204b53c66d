import { messageOf, synth } from "../support/synth";
import { ServiceFixture, loadBalancer, secret } from "./fixture";

/** Two services behind one load balancer: the next release is tested by a header. */
function releases(blueProps: object = {}, greenProps: object = {}) {
  const fixture = new ServiceFixture();
  const blue = fixture.service(blueProps, "Blue");
  const route = { priority: 5, paths: ["/api/*"], headers: { "x-release": ["next"] } };
  const green = fixture.service({ route, ...greenProps }, "Green");
  const actions = () => synth(fixture.stack).resource("aws_lb_listener_rule", "Blue").action;
  return { fixture, blue, green, actions };
}

const arnOf = (id: string) => expect.stringMatching(new RegExp(`^\\$\\{aws_lb_target_group\\.${id}_.*\\.arn\\}$`));

describe("a service that shares its requests", () => {
  test.each([0, 10, 100])("forwards %i percent of them to the other one", (percent) => {
    const { blue, green, actions } = releases();
    blue.shiftRequests(green, percent);
    expect(actions()).toEqual([
      {
        type: "forward",
        forward: {
          target_group: [
            { arn: arnOf("Blue"), weight: 100 - percent },
            { arn: arnOf("Green"), weight: percent },
          ],
        },
      },
    ]);
  });

  test("leaves the other one's rule as it is", () => {
    const { blue, green, fixture } = releases();
    blue.shiftRequests(green, 50);
    expect(synth(fixture.stack).resource("aws_lb_listener_rule", "Green").action).toEqual([
      { type: "forward", target_group_arn: arnOf("Green") },
    ]);
  });

  test("keeps a client at the service that answered first, where that is asked for", () => {
    const { blue, green, actions } = releases();
    blue.shiftRequests(green, 50, { stickinessSeconds: 600 });
    expect(actions()[0].forward.stickiness).toEqual({ enabled: true, duration: 600 });
  });

  // InvalidConfigurationRequest: a target group with stickiness behind a rule whose group stickiness is disabled.
  test("has the stickiness that a rule needs where either service has it", () => {
    const { blue, green, actions } = releases({ stickinessSeconds: 60 }, { stickinessSeconds: 900 });
    blue.shiftRequests(green, 50);
    expect(actions()[0].forward.stickiness).toEqual({ enabled: true, duration: 900 });
  });

  test("still authenticates users first", () => {
    const fixture = new ServiceFixture();
    const oidc = {
      issuer: "https://login.example.com",
      authorizationEndpoint: "https://login.example.com/authorize",
      tokenEndpoint: "https://login.example.com/token",
      userInfoEndpoint: "https://login.example.com/userinfo",
      clientId: "trading",
      clientSecret: secret(fixture.stack, "ClientSecret"),
      keptInState: true,
    } as const;
    const blue = fixture.service({ authentication: { oidc } }, "Blue");
    blue.shiftRequests(fixture.service({ route: { priority: 5, paths: ["/next/*"] } }, "Green"), 10);
    const actions = synth(fixture.stack).resource("aws_lb_listener_rule", "Blue").action;
    expect(actions.map(({ type, order }: { type: string; order: number }) => [type, order])).toEqual([
      ["authenticate-oidc", 1],
      ["forward", 2],
    ]);
  });
});

describe("shiftRequests raises a ValidationError for", () => {
  const ANOTHER =
    "must be given another service of the same stack and load balancer: a target group is behind one load balancer alone; received " +
    '"trading-test/Green". Make the second service behind the first one\'s load balancer, with a route of its own to test it by.';

  test("a share that there can't be", () => {
    const { blue, green } = releases();
    expect(messageOf(() => blue.shiftRequests(green, 101, { stickinessSeconds: 0 }))).toBe(
      [
        "trading-test/Blue: 2 invalid inputs",
        "  - shiftRequests.percent: must be a whole number from 0 to 100 percent; received 101. Give a value from 0 to 100.",
        "  - shiftRequests.stickinessSeconds: must be a whole number from 1 to 604800 seconds; received 0. Give a value from 1 to 604800.",
      ].join("\n"),
    );
  });

  test("a third service", () => {
    const { blue, green } = releases();
    blue.shiftRequests(green, 10);
    expect(messageOf(() => blue.shiftRequests(green, 20))).toBe(
      "trading-test/Blue: invalid input\n" +
        '  - shiftRequests: must be called once: the rule has its two target groups; received "trading-test/Green". Change the percentage of the first call.',
    );
  });

  test("a service behind another load balancer", () => {
    const fixture = new ServiceFixture();
    const blue = fixture.service({}, "Blue");
    const { network, logs: accessLogs } = fixture;
    const green = fixture.service({ loadBalancer: loadBalancer(fixture.stack, { network, accessLogs }, "Other") }, "Green");
    expect(messageOf(() => blue.shiftRequests(green, 10))).toBe(`trading-test/Blue: invalid input\n  - shiftRequests: ${ANOTHER}`);
  });

  test("the service itself", () => {
    const { green } = releases();
    expect(messageOf(() => green.shiftRequests(green, 10))).toBe(`trading-test/Green: invalid input\n  - shiftRequests: ${ANOTHER}`);
  });
});
