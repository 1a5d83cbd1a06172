const GIF = 'GIF8';
const CLOSEST = 4;

/** A picture that was chosen, and what of it is to be seen. It knows no more of the file than this browser can read. */
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
   * @param {Blob} file as it was chosen
   * @param {{ width: number, height: number }} shape the largest that is wanted, in pixels
   */
  static async of(file, shape) {
    // Cut by a canvas, an animation would stand still. A file that is gone by now cannot be read.
    const animated = (await file.slice(0, GIF.length).text().catch(() => '')) === GIF;
    // Upright, whatever the camera wrote.
    const bitmap = await createImageBitmap(file).catch(() => null);
    return new Draft(file, bitmap, shape, animated);
  }

  /** The closest that `zoom` can be. */
  static get closest() {
    return CLOSEST;
  }

  /** Whether this browser can show it. */
  get readable() {
    return this.#bitmap !== null;
  }

  /** Whether a part of it can be chosen; otherwise it goes to the server as it is. */
  get cuttable() {
    return this.readable && !this.#whole;
  }

  /** From 1, where the frame is as large as the picture lets it be. */
  get zoom() {
    return this.#zoom;
  }

  set zoom(zoom) {
    const before = this.#part();
    this.#zoom = between(1, zoom, CLOSEST);
    const after = this.#part();
    this.#placeAt(before.x + (before.width - after.width) / 2, before.y + (before.height - after.height) / 2, after);
  }

  /** How far the frame is from the picture's left edge, from 0 to 1. */
  get across() {
    return this.#across;
  }

  set across(across) {
    this.#across = between(0, across, 1);
  }

  /** How far the frame is from the picture's upper edge, from 0 to 1. */
  get down() {
    return this.#down;
  }

  set down(down) {
    this.#down = between(0, down, 1);
  }

  /** Moves the picture under the frame, by parts of the frame's width and height. */
  move(right, down) {
    const part = this.#part();
    this.#placeAt(part.x - right * part.width, part.y - down * part.height, part);
  }

  /** Draws what is to be seen on a canvas, which gets as large as the picture is worth. */
  draw(canvas) {
    const { x, y, width, height } = this.#whole ? this.#all() : this.#part();
    const scale = Math.min(1, this.#shape.width / width, this.#shape.height / height);
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const brush = canvas.getContext('2d');
    brush.imageSmoothingQuality = 'high';
    brush.drawImage(this.#bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  }

  /** What is sent: the part in its size, or the file as it is where this browser cannot make that. */
  content() {
    if (!this.cuttable) {
      return this.#file;
    }
    const canvas = document.createElement('canvas');
    this.draw(canvas);
    // What has no transparency needs none.
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

  #placeAt(x, y, { width, height }) {
    const all = this.#all();
    this.across = all.width > width ? x / (all.width - width) : 0.5;
    this.down = all.height > height ? y / (all.height - height) : 0.5;
  }
}

function between(least, value, most) {
  return Math.min(Math.max(least, value), most);
}
