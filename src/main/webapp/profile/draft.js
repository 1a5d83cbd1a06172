/** The media types that the server accepts, for a file input. */
export const ACCEPTED = 'image/jpeg,image/png,image/gif,image/webp';

/** The maximum size of each picture, in pixels. */
export const SHAPES = { avatar: { width: 512, height: 512 }, cover: { width: 1920, height: 480 } };

const GIF = 'GIF8';
const MAX_ZOOM = 4;

/** A chosen picture file and how to crop it. What this browser cannot decode is sent as it is. */
export class Draft {
  #file;
  #bitmap;
  #shape;
  #whole;
  #zoom = 1;
  #across = 0.5;
  #down = 0.5;

  constructor(file, bitmap, shape, whole) {
    this.#file = file;
    this.#bitmap = bitmap;
    this.#shape = shape;
    this.#whole = whole;
  }

  /**
   * Reads a file.
   *
   * @param {Blob} file the chosen file
   * @param {{ width: number, height: number }} shape the maximum size, in pixels
   */
  static async read(file, shape) {
    // A canvas would keep only one frame of an animation. Reading fails if the file was deleted since it was chosen.
    const animated = (await file.slice(0, GIF.length).text().catch(() => '')) === GIF;
    // Applies the EXIF orientation.
    const bitmap = await createImageBitmap(file).catch(() => null);
    return new Draft(file, bitmap, shape, animated);
  }

  /** The largest value of `zoom`. */
  static get maxZoom() {
    return MAX_ZOOM;
  }

  /** Whether this browser can decode the file. */
  get readable() {
    return this.#bitmap !== null;
  }

  /** Whether the picture can be cropped; otherwise the file is sent as it is. */
  get croppable() {
    return this.readable && !this.#whole;
  }

  /** The zoom factor. At 1, the frame is as large as fits into the picture. */
  get zoom() {
    return this.#zoom;
  }

  set zoom(zoom) {
    const before = this.#part();
    this.#zoom = clamp(1, zoom, MAX_ZOOM);
    const after = this.#part();
    this.#moveTo(before.x + (before.width - after.width) / 2, before.y + (before.height - after.height) / 2, after);
  }

  /** The horizontal position of the frame: 0 is at the left edge of the picture, 1 at the right edge. */
  get across() {
    return this.#across;
  }

  set across(across) {
    this.#across = clamp(0, across, 1);
  }

  /** The vertical position of the frame: 0 is at the upper edge of the picture, 1 at the lower edge. */
  get down() {
    return this.#down;
  }

  set down(down) {
    this.#down = clamp(0, down, 1);
  }

  /** Moves the picture under the frame. The distances are fractions of the frame's width and height. */
  move(right, down) {
    const part = this.#part();
    this.#moveTo(part.x - right * part.width, part.y - down * part.height, part);
  }

  /** Draws the cropped picture, or all of an animation's first frame. Sizes the canvas without enlarging the picture. */
  draw(canvas) {
    const { x, y, width, height } = this.#whole ? this.#all() : this.#part();
    const scale = Math.min(1, this.#shape.width / width, this.#shape.height / height);
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  }

  /** What to upload: the cropped and scaled picture, or the unchanged file if it cannot be cropped. */
  content() {
    if (!this.croppable) {
      return this.#file;
    }
    const canvas = document.createElement('canvas');
    this.draw(canvas);
    // A JPEG has no transparency, so it does not need PNG.
    const [type, quality] = this.#file.type === 'image/jpeg' ? ['image/jpeg', 0.92] : ['image/png'];
    return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? this.#file), type, quality));
  }

  #all() {
    return { x: 0, y: 0, width: this.#bitmap.width, height: this.#bitmap.height };
  }

  #part() {
    const all = this.#all();
    const ratio = this.#shape.width / this.#shape.height;
    const width = Math.min(all.width, all.height * ratio) / this.#zoom;
    const height = width / ratio;
    return { x: (all.width - width) * this.#across, y: (all.height - height) * this.#down, width, height };
  }

  #moveTo(x, y, { width, height }) {
    const all = this.#all();
    this.across = all.width > width ? x / (all.width - width) : 0.5;
    this.down = all.height > height ? y / (all.height - height) : 0.5;
  }
}

function clamp(min, value, max) {
  return Math.min(Math.max(min, value), max);
}
