import { ArgumentError, MissingPartError } from "../errors.js";

/** Options of {@link svgToPng}. */
export interface PngOptions {
  /** Pixels for each unit of the drawing. Default: 2, for sharp screens and print. */
  readonly scale?: number;
  /** Colour of the page. Default: white. */
  readonly background?: string;
  /** Colour of text and lines that follow the page. Default: near black. */
  readonly ink?: string;
  /** Font files to use instead of the system's. */
  readonly fontFiles?: readonly string[];
}

type Renderer = typeof import("@resvg/resvg-js");

/**
 * The text of an SVG file as a PNG file. Draws with @resvg/resvg-js, an optional part, and the system's fonts: DejaVu
 * Sans where it is there, else any other. Throws a {@link MissingPartError} where the part or any font is missing, an
 * {@link ArgumentError} where the text is not SVG.
 */
export async function svgToPng(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  const { scale = 2, background = "white", ink = "#1a1a1a", fontFiles } = options;
  const { Resvg } = await loadRenderer();
  const font = fontFiles
    ? { loadSystemFonts: false, fontFiles: [...fontFiles] }
    : { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" };
  const render = (text: string) => {
    // this renderer knows the older word for images whose pixels stay sharp
    const sharp = text.replaceAll('image-rendering="pixelated"', 'image-rendering="optimizeSpeed"');
    const coloured = sharp.replace(/^<svg /, `<svg color="${ink}" `);
    return new Resvg(coloured, { background, font, fitTo: { mode: "zoom", value: scale } }).render();
  };
  if (/<text[\s>]/.test(svg) && !hasFont(render)) {
    throw new MissingPartError({
      part: "a font",
      purpose: "write the words of a plot into a PNG",
      next: "install one, for example the package fonts-dejavu-core, or make an .svg",
    });
  }
  try {
    return render(svg).asPng();
  } catch (cause) {
    throw new ArgumentError({ argument: "svg", expected: "the text of an SVG file", found: firstWords(svg), cause });
  }
}

async function loadRenderer(): Promise<Renderer> {
  try {
    return await import("@resvg/resvg-js");
  } catch (cause) {
    throw new MissingPartError({
      part: "@resvg/resvg-js",
      purpose: "make a PNG",
      next: "run `npm install @resvg/resvg-js`, or make an .svg",
      cause,
    });
  }
}

// without any font the renderer leaves words out silently
function hasFont(render: (svg: string) => { readonly pixels: Uint8Array }): boolean {
  const words = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text x="2" y="16">H</text></svg>';
  const { pixels } = render(words);
  return pixels.some((value, index) => value !== pixels[index % 4]);
}

function firstWords(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
