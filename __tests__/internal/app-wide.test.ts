import { App, TerraformStack } from "cdktf";
import { AppWide } from "../../src/internal/app-wide";

describe("what is found out of a whole app", () => {
  const counting = () => {
    const counted = new AppWide((app) => ({ size: app.node.findAll().length }));
    const app = new App();
    const [first, second] = ["first", "second"].map((id) => new TerraformStack(app, id)) as [TerraformStack, TerraformStack];
    return { counted, app, first, second };
  };

  test("is found once for all that ask in one synthesis", () => {
    const { counted, first, second } = counting();
    expect(counted.for(second)).toBe(counted.for(first));
  });

  test("is found anew in the next synthesis, when one asks again", () => {
    const { counted, app, first, second } = counting();
    const { size } = counted.for(first);
    new TerraformStack(app, "third");
    expect(counted.for(first).size).toBe(size + 1);
    expect(counted.for(second).size).toBe(size + 1);
  });

  test("is each app's own", () => {
    const { counted, first } = counting();
    expect(counted.for(first)).not.toBe(counted.for(counting().first));
  });
});
