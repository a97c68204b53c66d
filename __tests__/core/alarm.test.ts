import { MISSING_DATA } from "../../src/core/alarm";

// CloudWatch API Reference, PutMetricAlarm, TreatMissingData.
test("missing data are treated in one of the ways that CloudWatch has", () => {
  expect(MISSING_DATA).toEqual(["breaching", "notBreaching", "ignore", "missing"]);
});
