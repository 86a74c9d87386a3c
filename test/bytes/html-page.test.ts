import { expect } from "chai";
import { beginsAsPage, isPageType } from "../../src/bytes/html-page.js";

describe("web pages in place of data", () => {
  it("are told by their type", () => {
    for (const type of ["text/html", " text/html; charset=utf-8", "application/xhtml+xml"]) {
      expect(isPageType(type), type).to.equal(true);
    }
    for (const type of [null, "", "text/plain", "application/x-hdf5"]) expect(isPageType(type)).to.equal(false);
  });

  it("are told by how they begin", () => {
    for (const text of [
      "<!DOCTYPE html>",
      "\n <html lang='en'>",
      "\u00EF\u00BB\u00BF<HTML>",
      "\uFEFF<head>",
      "<body class=x>",
    ]) {
      expect(beginsAsPage(text), text).to.equal(true);
    }
    for (const text of ["", "<header>", "<htmlx>", "a<html>", '{"html": "<html>"}']) {
      expect(beginsAsPage(text), text).to.equal(false);
    }
  });
});
