package org.patchbank.dashboard;

import static io.restassured.RestAssured.given;

import org.patchbank.testing.TestProduct;

/** One product whose version is built once, on as many lines as tests want. */
public final class Plates {
    static final String PRODUCT = "pages-plate";

    private Plates() {}

    public static TestProduct built() {
        TestProduct plate = new TestProduct(PRODUCT);
        String versions = TestProduct.BASE + "/reference-sets/" + plate.referenceSet() + "/versions/1";
        if (given().get(versions).statusCode() == 404) {
            plate.enrol(24).build();
        }
        return plate;
    }

    /** @return the deployment's id */
    public static String deployed(String line) {
        return built().deploy(line, 1).then().statusCode(201).extract().path("id");
    }
}
