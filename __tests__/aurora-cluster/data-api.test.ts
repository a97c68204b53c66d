import { checkDataApi } from "../../modules/aurora-cluster/data-api";
import { AuroraEngine } from "../../modules/aurora-cluster/engine";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

function check(engineVersion: string, engine: AuroraEngine = "aurora-postgresql", instanceClasses = ["db.r7g.large"]): () => void {
  return () => {
    const validator = new Validator("cluster");
    checkDataApi(validator, true, { engine, engineVersion, instanceClasses });
    validator.throwIfInvalid();
  };
}

// Aurora User Guide, "Supported Regions and Aurora DB engines for RDS Data API": US East (N. Virginia).
describe("the Data API", () => {
  test.each<[string, AuroraEngine]>([
    ["13.11", "aurora-postgresql"],
    ["14.8", "aurora-postgresql"],
    ["15.3", "aurora-postgresql"],
    ["16.1", "aurora-postgresql"],
    ["17.4", "aurora-postgresql"],
    ["18.3", "aurora-postgresql"],
    ["16.10", "aurora-postgresql"],
    ["16", "aurora-postgresql"],
    ["8.0.mysql_aurora.3.07.0", "aurora-mysql"],
    ["8.0.mysql_aurora.3.10.3", "aurora-mysql"],
    ["8.0", "aurora-mysql"],
  ])("is there with %s of %s", (version, engine) => {
    expect(check(version, engine)).not.toThrow();
  });

  test.each<[string, AuroraEngine, string]>([
    ["13.10", "aurora-postgresql", "13.11"],
    ["14.7", "aurora-postgresql", "14.8"],
    ["15.2", "aurora-postgresql", "15.3"],
    ["16.0", "aurora-postgresql", "16.1"],
    ["17.2", "aurora-postgresql", "17.4"],
    ["18.1", "aurora-postgresql", "18.3"],
    ["8.0.mysql_aurora.3.06.0", "aurora-mysql", "8.0.mysql_aurora.3.07.0"],
  ])("isn't there with %s of %s", (version, engine, first) => {
    expect(messageOf(check(version, engine))).toBe(
      `cluster: invalid input\n  - dataApi: must come with an engine version that has the Data API, ${first} or newer; received "${version}". Take engineVersion ${first}, or leave dataApi out.`,
    );
  });

  // Aurora User Guide, "Limitations for the Amazon RDS Data API".
  test.each(["db.t3.medium", "db.t4g.large"])("isn't there with an instance of class %s", (instanceClass) => {
    expect(messageOf(check("16.8", "aurora-postgresql", ["db.r7g.large", instanceClass]))).toBe(
      `cluster: invalid input\n  - dataApi: must come with instances of other classes than T: these have no Data API; received "${instanceClass}". Take "db.serverless" or "db.r7g.large", or leave dataApi out.`,
    );
  });

  test("is asked for before any of this matters", () => {
    const validator = new Validator("cluster");
    checkDataApi(validator, undefined, { engine: "aurora-postgresql", engineVersion: "16.0", instanceClasses: ["db.t3.medium"] });
    expect(() => validator.throwIfInvalid()).not.toThrow();
  });
});
