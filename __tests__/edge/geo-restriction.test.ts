import { GeoRestriction } from "../../modules/edge";
import { synthEdge } from "./fixture";

describe("geo restriction", () => {
  const restriction = (geoRestriction?: GeoRestriction) =>
    synthEdge({ geoRestriction, healthCheck: false }).resource("aws_cloudfront_distribution").restrictions.geo_restriction;

  test("is none by default: every country is served", () => expect(restriction()).toEqual({ restriction_type: "none", locations: [] }));

  test("of an allow list serves its countries alone", () => {
    expect(restriction({ type: "allow", countries: ["DE", "AT"] })).toEqual({ restriction_type: "whitelist", locations: ["DE", "AT"] });
  });

  test("of a block list serves all other countries", () => {
    expect(restriction({ type: "block", countries: ["KP"] })).toEqual({ restriction_type: "blacklist", locations: ["KP"] });
  });
});
