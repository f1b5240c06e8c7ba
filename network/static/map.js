/* The browser's side of a map: what the short script of network/maps/folium_map.py calls.
   Texts reach the page through textContent only; a mark is a button with a name; nothing here asks another host. */
window.networkMap = (function () {
  "use strict";

  const STEPS = [1, 3, 9]; // the last number of the first three steps of colour: 1, 2–3, 4–9, 10 and more
  const SIDE = { count: 44, dot: 36, triangle: 36, flow: 36 }; // pixels of a target
  const REACH = { count: 44, dot: 30, triangle: 56, flow: 38 }; // marks nearer than this are drawn as one
  const SHORT = 22; // pixels before a place at which the arrow of a curve ends, so that a mark there stays readable
  const HEAD = [12, 6]; // an arrow's length and half its width, in pixels
  const APART = 32; // pixels between the middles of marks of two layers
  const FAR = 150; // no mark joins another from farther away than this
  const ASIDE = [[24, -24], [-24, -24], [24, 24], [-24, 24], [0, -34], [-34, 0], [34, 0], [0, 34]]; // near their place
  const NAME_STEPS = [0, 28, -28]; // a name of the basemap moves down or up to be read beside the marks, or gives way
  const NEAR = 8.5; // the zoom from which marks carry their names
  const NAME = { uk: "n", en: "e" }; // properties of the basemap
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  if (calm) {
    L.Map.mergeOptions({ fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false, inertia: false });
    const pan = L.Map.prototype.panBy;
    L.Map.include({
      panBy: function (offset, options) {
        return pan.call(this, offset, Object.assign({}, options, { animate: false }));
      },
    });
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function fetched(url) {
    return fetch(url, { headers: { Accept: "application/json" } }).then(function (response) {
      if (!response.ok) throw new Error(response.status);
      return response.json();
    });
  }

  function frame(map) {
    return map.getContainer().closest(".map");
  }

  function fail(map) {
    frame(map).querySelector(".map__failed").hidden = false;
  }

  /* Basemap */

  function codeOf(feature) {
    return String(feature.id || feature.properties.id || feature.properties.o || "");
  }

  function width(ring) {
    const bounds = L.latLngBounds(ring);
    return bounds.getEast() - bounds.getWest();
  }

  function centre(layer, map) {
    const rings = layer.getLatLngs().map(function (part) {
      return L.LineUtil.isFlat(part) ? part : part[0];
    });
    const largest = rings.reduce(function (one, other) {
      return width(other) > width(one) ? other : one;
    });
    return { at: L.PolyUtil.polygonCenter(largest, map.options.crs), width: width(largest) };
  }

  function shortName(properties, language) {
    const name = properties[NAME[language]] || properties.n || "";
    return name.replace(/ (область|район|oblast|raion)$/, "").replace(/^(Автономна Республіка|Autonomous Republic of) /, "");
  }

  function writeNames(collection, level, least, language, group, map) {
    L.geoJSON(collection).eachLayer(function (layer) {
      const middle = centre(layer, map);
      if (middle.width < least) return; // a city inside another region has no room for its name
      const text = make("span", "", shortName(layer.feature.properties, language));
      const icon = L.divIcon({ className: "map-name map-name--" + level, html: text, iconSize: null });
      L.marker(middle.at, { icon: icon, pane: "names", interactive: false, keyboard: false }).addTo(group);
      map.mapNames.push({ at: middle.at, text: text, level: level });
    });
  }

  /* Names of the level that the zoom asks for, each where neither a mark nor another name stands. */
  function placeNames(map, taken) {
    const level = map.getZoom() >= NEAR ? "raion" : map.getZoom() >= 5.5 ? "oblast" : "";
    const boxes = taken.map(function (point) {
      return L.bounds(point.subtract([19, 17]), point.add([19, 17]));
    });
    map.mapNames.forEach(function (name) {
      name.text.hidden = name.level !== level;
      if (name.text.hidden) return;
      const half = L.point(name.text.textContent.length * 3.7, 8);
      const middle = map.project(name.at);
      const step = NAME_STEPS.find(function (down) {
        const box = L.bounds(middle.add([0, down]).subtract(half), middle.add([0, down]).add(half));
        return !boxes.some(box.overlaps, box) && boxes.push(box);
      });
      name.text.hidden = step === undefined;
      name.text.style.top = (step || 0) + "px";
    });
  }

  const Basemap = L.LayerGroup.extend({
    initialize: function (url, options) {
      L.LayerGroup.prototype.initialize.call(this, [], options);
      this.loading = fetched(url);
    },
    onAdd: function (map) {
      map.mapNames = [];
      const names = map.createPane("names");
      names.classList.add("map-names");
      names.setAttribute("aria-hidden", "true");
      this.loading.then(this.draw.bind(this, map)).catch(fail.bind(null, map));
    },
    draw: function (map, topology) {
      const renderer = L.svg({ padding: 0.5 });
      const objects = topology.objects;
      const tinted = this.options.tinted;
      const add = function (shape, style) {
        L.geoJSON(shape, { interactive: false, renderer: renderer, style: style }).addTo(this);
      }.bind(this);
      const region = function (item) {
        return codeOf(item).slice(0, 4);
      };
      const oblasts = topojson.feature(topology, objects.oblasts);
      add(oblasts, function (feature) {
        const accent = tinted && codeOf(feature).startsWith(tinted);
        return { className: "map-land" + (accent ? " map-land--tinted" : ""), weight: 1, fillOpacity: 1 };
      });
      const inner = function (one, other) {
        return one !== other && region(one) === region(other);
      };
      add(topojson.mesh(topology, objects.raions, inner), { className: "map-line map-line--raion", weight: 1 });
      add(topojson.mesh(topology, objects.oblasts), { className: "map-line map-line--oblast", weight: 1.5 });
      writeNames(oblasts, "oblast", 1.2, this.options.language, this, map);
      writeNames(topojson.feature(topology, objects.raions), "raion", 0.4, this.options.language, this, map);
      arrange(map);
    },
  });

  /* Marks */

  const Marks = L.Layer.extend({
    initialize: function (url, options) {
      this.url = url;
      L.setOptions(this, options);
      this.features = [];
      this.drawn = [];
    },
    onAdd: function (map) {
      this.group = L.layerGroup().addTo(map);
      this.loading = this.loading || fetched(this.url).then(this.read.bind(this));
      this.loading.then(arrange.bind(null, map)).catch(fail.bind(null, map));
    },
    onRemove: function (map) {
      this.group.remove();
      this.group = null;
      this.drawn = [];
      arrange(map);
    },
    read: function (collection) {
      this.complete = true;
      this.features = collection.features.map(function (feature, index) {
        const properties = feature.properties;
        const at = L.GeoJSON.coordsToLatLng(feature.geometry.coordinates);
        return { index: index, at: at, count: Math.max(1, Number(properties.count) || 1), properties: properties };
      });
    },
    draw: function (map, taken) {
      const layer = this;
      layer.group.clearLayers();
      const bunches = gather(layer.features, map, map.getZoom(), REACH[layer.options.shape]);
      layer.drawn = settle(bunches, layer.options.shape, taken, map).map(function (bunch) {
        return drawMark(layer, bunch, map);
      });
    },
  });

  /* Flows: curves under the marks, an arrow at the far end; the mark in the middle is what a finger or a key reaches */

  const Flows = Marks.extend({
    read: function (collection) {
      this.complete = true;
      this.features = collection.features.map(function (feature, index) {
        const properties = feature.properties;
        const line = L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates);
        const count = Math.max(1, Number(properties.count) || 1);
        return { index: index, at: line[line.length >> 1], line: line, count: count, properties: properties };
      });
    },
    draw: function (map, taken) {
      Marks.prototype.draw.call(this, map, taken);
      this.features.forEach(drawFlow.bind(null, this.group, map));
    },
  });

  /* The mark of a crowded curve moves along it, from its middle outwards, to where there is room. */
  function slide(bunch, map, taken) {
    const line = bunch.members[0].line;
    const middle = line.length >> 1;
    for (let step = 0; step < middle - 2; step += 1) {
      for (const at of [line[middle + step], line[middle - step]]) {
        const point = map.project(at);
        if (isFree(point, taken)) {
          bunch.at = at;
          bunch.point = point;
          return;
        }
      }
    }
  }

  function flowPane(map) {
    if (!map.getPane("flows")) {
      map.createPane("flows").setAttribute("aria-hidden", "true");
      map.flowLines = L.svg({ pane: "flows", padding: 1 });
    }
    return { pane: "flows", renderer: map.flowLines, interactive: false };
  }

  function drawFlow(group, map, feature) {
    const points = feature.line.map(function (at) {
      return map.project(at);
    });
    const whole = points[0].distanceTo(points[points.length - 1]);
    const tip = shorten(points, Math.min(SHORT, whole / 5));
    const options = function (className) {
      return Object.assign({ className: className, smoothFactor: 0, radius: 4 }, flowPane(map));
    };
    const back = function (point) {
      return map.unproject(point);
    };
    const arrow = head(points[points.length - 1], tip);
    const line = points.map(back);
    group.addLayer(L.polyline(line, options("map-flow map-flow--" + step(feature.count))));
    group.addLayer(L.polygon(arrow.map(back), options("map-flow__head")));
    group.addLayer(L.circleMarker(feature.line[0], options("map-flow__start")));
  }

  /* Takes so many pixels off the end of a line, in place, and the arrow's length besides; gives the arrow's tip. */
  function shorten(points, gap) {
    const tip = cut(points, gap);
    cut(points, HEAD[0] - 2);
    return tip;
  }

  function cut(points, length) {
    let last = points.pop();
    let previous = points[points.length - 1];
    while (points.length > 1 && last.distanceTo(previous) < length) {
      length -= last.distanceTo(previous);
      last = points.pop();
      previous = points[points.length - 1];
    }
    const whole = last.distanceTo(previous);
    const end = whole > length ? last.add(previous.subtract(last).multiplyBy(length / whole)) : last;
    points.push(end);
    return end;
  }

  function head(base, tip) {
    const ahead = tip.subtract(base);
    const length = ahead.distanceTo([0, 0]) || 1;
    const aside = L.point(-ahead.y, ahead.x).multiplyBy(HEAD[1] / length);
    const start = tip.subtract(ahead.multiplyBy(HEAD[0] / length));
    return [tip, start.add(aside), start.subtract(aside)];
  }

  /* Neighbours become one mark that stands on the largest of them; the order stays that of the data, so of the list. */
  function gather(features, map, zoom, reach) {
    const bunches = [];
    const bySize = features.slice().sort(function (one, other) {
      return other.count - one.count || one.index - other.index;
    });
    bySize.forEach(function (feature) {
      const point = map.project(feature.at, zoom);
      const near = bunches.find(function (bunch) {
        return bunch.point.distanceTo(point) < reach;
      });
      if (near) near.members.push(feature);
      else bunches.push({ point: point, at: feature.at, members: [feature], index: feature.index });
    });
    return bunches;
  }

  /* Counts stay on their points. A mark of another layer, when crowded, steps aside towards the middle of the network (never
     over a border, where it would tell of another region); where no corner is free, it joins the nearest of its own layer. */
  function settle(bunches, shape, taken, map) {
    const settled = [];
    bunches.forEach(function (bunch) {
      if (shape === "flow") slide(bunch, map, taken);
      const shift = shape === "count" ? [0, 0] : aside(bunch.point, taken);
      const host = nearest(settled, bunch.point);
      if (shift || !host) {
        bunch.shift = shift || ASIDE[0];
        taken.push(bunch.point.add(bunch.shift));
        settled.push(bunch);
      } else host.members.push.apply(host.members, bunch.members);
    });
    settled.forEach(function (bunch) {
      bunch.count = bunch.members.reduce(function (sum, feature) {
        return sum + feature.count;
      }, 0);
      bunch.index = bunch.members[0].index;
    });
    return settled.sort(function (one, other) {
      return one.index - other.index;
    });
  }

  function nearest(bunches, point) {
    return bunches.reduce(function (best, bunch) {
      const distance = bunch.point.distanceTo(point);
      return distance < (best ? best.point.distanceTo(point) : FAR) ? bunch : best;
    }, null);
  }

  function isFree(point, taken) {
    return taken.every(function (other) {
      return other.distanceTo(point) >= APART;
    });
  }

  function aside(point, taken) {
    const free = function (shift) {
      return isFree(point.add(shift), taken);
    };
    if (free([0, 0])) return [0, 0];
    const middle = L.bounds(taken).getCenter();
    return ASIDE.filter(free).reduce(function (best, shift) {
      const nearer = !best || middle.distanceTo(point.add(shift)) < middle.distanceTo(point.add(best));
      return nearer ? shift : best;
    }, null);
  }

  function counted(number, words) {
    const language = document.documentElement.lang || "uk";
    const phrase = words[new Intl.PluralRules(language).select(number)] || words.other || "{n}";
    return phrase.replace("{n}", number);
  }

  function nameOf(bunch, map) {
    const first = bunch.members[0].properties.name;
    const more = bunch.members.length - 1;
    if (!more) return first;
    return map.words.merged.replace("{more}", more).replace("{name}", function () {
      return first;
    });
  }

  function step(count) {
    return (
      1 +
      STEPS.filter(function (last) {
        return count > last;
      }).length
    );
  }

  function face(layer, bunch, name) {
    const box = make("span", "map-mark__face");
    const bare = ["dot", "triangle"].includes(layer.options.shape) && bunch.count === 1;
    if (layer.options.shape === "count") box.append(make("span", "map-mark__name", name), " ");
    box.appendChild(make("span", "map-mark__shape", bare ? "" : String(bunch.count)));
    return box;
  }

  function drawMark(layer, bunch, map) {
    const shape = layer.options.shape;
    const name = nameOf(bunch, map);
    const title = name + ", " + counted(bunch.count, layer.options.counted);
    const icon = L.divIcon({
      className: "map-mark map-mark--" + shape + " map-mark--" + step(bunch.count),
      html: face(layer, bunch, name),
      iconSize: [SIDE[shape], SIDE[shape]],
      iconAnchor: [SIDE[shape] / 2 - bunch.shift[0], SIDE[shape] / 2 - bunch.shift[1]],
    });
    const marker = L.marker(bunch.at, { icon: icon, title: title, riseOnHover: true, zIndexOffset: shape === "count" ? 0 : 1000 });
    const drawn = { bunch: bunch, marker: marker };
    marker.on("click", function () {
      choose(map, layer, bunch, title);
    });
    marker.addTo(layer.group);
    const element = marker.getElement();
    element.setAttribute("aria-label", title);
    element.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(map, layer, bunch, title);
    });
    return drawn;
  }

  function elementOf(layer, feature) {
    const drawn = layer.drawn.find(function (candidate) {
      return candidate.bunch.members.includes(feature);
    });
    return drawn && drawn.marker.getElement();
  }

  function focusMark(layer, feature) {
    const element = elementOf(layer, feature);
    if (element) element.focus({ preventScroll: true });
  }

  function focusedFeature(map) {
    for (const layer of map.markLayers || []) {
      for (const drawn of layer.drawn) {
        if (drawn.marker.getElement() === document.activeElement) return [layer, drawn.bunch.members[0]];
      }
    }
    return null;
  }

  /* All visible layers are drawn together, so that marks of one step aside for those of another. */
  function arrange(map) {
    if (!map.settled) return;
    const focused = focusedFeature(map);
    const taken = [];
    const shown = map.markLayers.filter(function (layer) {
      return layer.group;
    });
    shown.forEach(function (layer) {
      layer.draw(map, taken);
    });
    placeNames(map, taken);
    map.getContainer().classList.toggle("map--near", map.getZoom() >= NEAR);
    if (focused) focusMark(focused[0], focused[1]);
    cover(map);
    report(shown);
  }

  /* For tests and for whoever prints: how many places the visible layers hold, once all of them are here. */
  function report(layers) {
    const whole = layers.every(function (layer) {
      return layer.complete;
    });
    if (!whole) return;
    document.documentElement.dataset.mapReady = layers.reduce(function (sum, layer) {
      return sum + layer.features.length;
    }, 0);
  }

  /* Popups */

  /* The nearest zoom at which all marks of a bunch stand alone, or the last one that still holds them all. */
  function partingZoom(map, bunch, corners, reach) {
    const last = Math.min(map.getBoundsZoom(corners, false, L.point(80, 80)), map.getMaxZoom());
    let zoom = Math.min(Math.ceil(map.getZoom() + 0.5), last);
    while (zoom < last && gather(bunch.members, map, zoom, reach).length < bunch.members.length) zoom += 0.5;
    return Math.min(zoom, last);
  }

  function choose(map, layer, bunch, title) {
    const reach = REACH[layer.options.shape];
    const corners = L.latLngBounds(
      bunch.members.map(function (feature) {
        return feature.at;
      })
    );
    const zoom = partingZoom(map, bunch, corners, reach);
    const parts = gather(bunch.members, map, zoom, reach).length;
    if (parts > 1 && zoom > map.getZoom()) map.setView(corners.getCenter(), zoom, { animate: !calm });
    else openPopup(map, layer, bunch, title);
  }

  /* Marks under an open popup can be neither seen nor touched, so they are not there for the keyboard either. */
  function cover(map) {
    const popup = map.openedPopup && map.openedPopup.getElement();
    const lid = popup && popup.getBoundingClientRect();
    map.markLayers.forEach(function (layer) {
      layer.drawn.forEach(function (drawn) {
        const mark = drawn.marker.getElement();
        const box = mark.getBoundingClientRect();
        const over = lid && box.left < lid.right && box.right > lid.left && box.top < lid.bottom && box.bottom > lid.top;
        mark.classList.toggle("map-mark--covered", Boolean(over) && !drawn.bunch.members.includes(map.openedFor));
      });
    });
  }

  function safe(url) {
    return /^(\/(?![/\\])|https?:\/\/)/i.test(url || "");
  }

  function section(properties) {
    const box = make("div", "map-popup__item");
    box.appendChild(make("p", "map-popup__name", properties.name));
    if (properties.note) box.appendChild(make("p", "map-popup__note", properties.note));
    if (properties.lines && properties.lines.length) {
      const list = box.appendChild(make("ul", "map-popup__lines"));
      properties.lines.forEach(function (line) {
        list.appendChild(make("li", "", line));
      });
    }
    if (safe(properties.url)) {
      const link = make("a", "map-popup__link", properties.link || properties.name);
      link.href = properties.url;
      box.appendChild(make("p", "")).appendChild(link);
    }
    return box;
  }

  function openPopup(map, layer, bunch, title) {
    const box = make("div", "map-popup__content");
    bunch.members
      .slice()
      .sort(function (one, other) {
        return one.index - other.index;
      })
      .forEach(function (feature) {
        box.appendChild(section(feature.properties));
      });
    const room = map.getSize();
    const popup = L.popup({
      className: "map-popup",
      minWidth: 200,
      maxWidth: Math.min(320, room.x - 60),
      maxHeight: Math.max(140, room.y - 120),
      offset: [0, -16],
      autoPanPadding: [12, 12],
    });
    popup.setLatLng(bunch.at).setContent(box).openOn(map);
    prepare(popup, box, map.words.close, title);
    map.openedPopup = popup;
    map.openedFor = bunch.members[0];
    cover(map);
    popup.once("remove", function () {
      map.openedPopup = null;
      cover(map);
      const active = document.activeElement;
      if (!active || active === document.body || popup.getElement().contains(active)) focusMark(layer, bunch.members[0]);
    });
  }

  function prepare(popup, box, close, title) {
    const element = popup.getElement();
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", title);
    element.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", close);
    const name = box.querySelector(".map-popup__name");
    name.tabIndex = -1;
    name.focus({ preventScroll: true });
  }

  /* Buttons beside drag and wheel, and the choice of layers, which is the legend too */

  function button(sign, label, act) {
    const element = make("button", "map__tool", sign || label);
    element.type = "button";
    if (sign) {
      element.setAttribute("aria-label", label);
      element.title = label;
    }
    element.addEventListener("click", act);
    return element;
  }

  function tools(map, words, home) {
    const bar = make("div", "map__tools");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.tools);
    const pan = function (x, y) {
      return function () {
        map.panBy(map.getSize().scaleBy(L.point(x, y)), { animate: !calm });
      };
    };
    const nearer = button("+", words.zoom_in, function () {
      map.zoomIn(1);
    });
    const farther = button("−", words.zoom_out, function () {
      map.zoomOut(1);
    });
    const limits = function () {
      nearer.setAttribute("aria-disabled", map.getZoom() >= map.getMaxZoom());
      farther.setAttribute("aria-disabled", map.getZoom() <= map.getMinZoom());
    };
    map.on("zoomend", limits);
    limits();
    bar.append(
      nearer,
      farther,
      button("←", words.left, pan(-0.35, 0)),
      button("↑", words.up, pan(0, -0.35)),
      button("↓", words.down, pan(0, 0.35)),
      button("→", words.right, pan(0.35, 0)),
      button("", words.whole, home)
    );
    bar.lastChild.classList.add("map__tool--words");
    map.getContainer().after(bar);
  }

  /* A layer that is switched on is seen whole: where it reaches out of the view, the view steps back, without a flight. */
  function reveal(map, layer) {
    map.addLayer(layer);
    layer.loading.then(function () {
      const bounds = dataBounds([layer]);
      if (!bounds.isValid() || map.getBounds().contains(bounds)) return;
      map.fitBounds(bounds.extend(map.getBounds().pad(-0.1)), { padding: [12, 12], animate: false });
    }, fail.bind(null, map));
  }

  function choices(map, layers, words) {
    if (layers.length < 2) return;
    const box = make("fieldset", "map__layers");
    box.appendChild(make("legend", "", words.layers));
    layers.forEach(function (layer) {
      const label = box.appendChild(make("label", "map__layer"));
      const input = label.appendChild(make("input", ""));
      input.type = "checkbox";
      input.checked = map.hasLayer(layer);
      input.addEventListener("change", function () {
        if (input.checked) reveal(map, layer);
        else map.removeLayer(layer);
      });
      const sign = label.appendChild(make("span", "map__sign map__sign--" + layer.options.shape));
      sign.setAttribute("aria-hidden", "true");
      label.appendChild(make("span", "", layer.options.label));
    });
    map.getContainer().before(box);
  }

  function skipLink(map, words) {
    const link = make("a", "map__skip", words.skip);
    const end = make("span", "");
    end.id = map.getContainer().id + "_end";
    end.tabIndex = -1;
    link.href = "#" + end.id;
    frame(map).prepend(link);
    frame(map).append(end);
  }

  function keys(map) {
    map.getContainer().addEventListener("keydown", function (event) {
      if (event.key === "Escape") map.closePopup();
    });
    map.on("focus", function () {
      map.scrollWheelZoom.enable();
    });
    map.on("blur", function () {
      map.scrollWheelZoom.disable();
    });
  }

  function dataBounds(layers) {
    const bounds = L.latLngBounds([]);
    layers.forEach(function (layer) {
      layer.features.forEach(function (feature) {
        bounds.extend(feature.line || feature.at);
      });
    });
    return bounds;
  }

  /* The page's own style sheets decide the size of the map; before they are here, no view can fit. */
  function styled() {
    return new Promise(function (resolve) {
      if (document.readyState === "complete") resolve();
      else window.addEventListener("load", resolve);
    });
  }

  function start(map, layers, options) {
    const words = (map.words = options.words);
    map.markLayers = layers;
    const shown = layers.filter(function (layer) {
      return layer.group;
    });
    const home = function (animate) {
      const bounds = options.fit ? dataBounds(shown) : L.latLngBounds([]);
      if (bounds.isValid()) map.fitBounds(bounds, { padding: [36, 36], maxZoom: 9, animate: animate });
      else map.fitBounds(options.bounds, { animate: animate });
    };
    choices(map, layers, words);
    tools(map, words, home.bind(null, !calm));
    skipLink(map, words);
    keys(map);
    map.on("zoomend", arrange.bind(null, map));
    const loading = shown.map(function (layer) {
      return layer.loading;
    });
    Promise.allSettled(loading.concat(styled())).then(function () {
      map.invalidateSize({ animate: false });
      home(false);
      map.settled = true;
      arrange(map);
      new ResizeObserver(function () {
        map.invalidateSize({ animate: false });
      }).observe(map.getContainer());
    });
  }

  return {
    basemap: function (url, options) {
      return new Basemap(url, options);
    },
    marks: function (url, options) {
      return new Marks(url, options);
    },
    flows: function (url, options) {
      return new Flows(url, options);
    },
    start: start,
  };
})();
