/* The browser's side of a map: what the short script of network/maps/folium_map.py calls.
   Texts reach the page through textContent only; a mark is a button with a name; nothing here asks another host. */
window.networkMap = (function () {
  "use strict";

  const STEPS = [1, 3, 9]; // the last number of the first three steps of colour: 1, 2–3, 4–9, 10 and more
  const SIDE = 44; // pixels of a target
  const REACH = { count: 40, dot: 30, triangle: 30 }; // marks nearer than this are drawn as one
  const NUDGE = { count: [0, 0], dot: [24, 22], triangle: [24, -22] }; // where a mark steps aside for another layer
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

  function writeNames(collection, level, least, language, group, map) {
    L.geoJSON(collection).eachLayer(function (layer) {
      const middle = centre(layer, map);
      const full = layer.feature.properties[NAME[language]] || layer.feature.properties.n || "";
      const name = full.replace(/ (область|район|oblast|raion)$/, "");
      if (middle.width < least) return; // a city inside another region has no room for its name
      const icon = L.divIcon({ className: "map-name map-name--" + level, html: make("span", "", name), iconSize: null });
      L.marker(middle.at, { icon: icon, pane: "names", interactive: false, keyboard: false }).addTo(group);
    });
  }

  const Basemap = L.LayerGroup.extend({
    initialize: function (url, options) {
      L.LayerGroup.prototype.initialize.call(this, [], options);
      this.loading = fetched(url);
    },
    getAttribution: function () {
      return this.options.attribution;
    },
    onAdd: function (map) {
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
      showNames(map);
    },
  });

  function showNames(map) {
    const list = map.getContainer().classList;
    list.toggle("map--names", map.getZoom() >= 5.5);
    list.toggle("map--near", map.getZoom() >= 8.5);
  }

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
      layer.drawn = gather(layer.features, map, map.getZoom(), REACH[layer.options.shape]).map(function (bunch) {
        return drawMark(layer, bunch, map, taken);
      });
    },
  });

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
    bunches.forEach(function (bunch) {
      bunch.count = bunch.members.reduce(function (sum, feature) {
        return sum + feature.count;
      }, 0);
    });
    return bunches.sort(function (one, other) {
      return one.index - other.index;
    });
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
    const bare = layer.options.shape !== "count" && bunch.count === 1;
    box.appendChild(make("span", "map-mark__shape", bare ? "" : String(bunch.count)));
    if (layer.options.shape === "count") box.appendChild(make("span", "map-mark__name", name));
    return box;
  }

  function anchor(shape, point, taken) {
    const crowded = taken.some(function (other) {
      return other.distanceTo(point) < 30;
    });
    const shift = crowded ? NUDGE[shape] : [0, 0];
    taken.push(point);
    return [SIDE / 2 - shift[0], SIDE / 2 - shift[1]];
  }

  function drawMark(layer, bunch, map, taken) {
    const shape = layer.options.shape;
    const name = nameOf(bunch, map);
    const title = name + ", " + counted(bunch.count, layer.options.counted);
    const icon = L.divIcon({
      className: "map-mark map-mark--" + shape + " map-mark--" + step(bunch.count),
      html: face(layer, bunch, name),
      iconSize: [SIDE, SIDE],
      iconAnchor: anchor(shape, bunch.point, taken),
    });
    const marker = L.marker(bunch.at, { icon: icon, title: title, riseOnHover: true, zIndexOffset: bunch.count * 10 });
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
      return map.hasLayer(layer);
    });
    shown.forEach(function (layer) {
      layer.draw(map, taken);
    });
    if (focused) focusMark(focused[0], focused[1]);
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

  function choose(map, layer, bunch, title) {
    const corners = L.latLngBounds(
      bunch.members.map(function (feature) {
        return feature.at;
      })
    );
    const zoom = Math.min(map.getBoundsZoom(corners, false, L.point(80, 80)), map.getMaxZoom());
    const parts = gather(bunch.members, map, zoom, REACH[layer.options.shape]);
    if (parts.length > 1 && zoom > map.getZoom()) map.setView(corners.getCenter(), zoom, { animate: !calm });
    else openPopup(map, layer, bunch, title);
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
      offset: [0, -12],
      autoPanPadding: [12, 12],
    });
    popup.setLatLng(bunch.at).setContent(box).openOn(map);
    prepare(popup, box, map.words.close, title);
    popup.once("remove", function () {
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

  function tools(map, words, home) {
    const bar = make("div", "map__tools");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.tools);
    const button = function (sign, label, act) {
      const element = make("button", "map__tool", sign || label);
      element.type = "button";
      if (sign) {
        element.setAttribute("aria-label", label);
        element.title = label;
      }
      element.addEventListener("click", act);
      return bar.appendChild(element);
    };
    const pan = function (x, y) {
      return function () {
        const size = map.getSize();
        map.panBy([x * size.x, y * size.y], { animate: !calm });
      };
    };
    button("+", words.zoom_in, function () {
      map.zoomIn(1);
    });
    button("−", words.zoom_out, function () {
      map.zoomOut(1);
    });
    button("←", words.left, pan(-0.35, 0));
    button("↑", words.up, pan(0, -0.35));
    button("↓", words.down, pan(0, 0.35));
    button("→", words.right, pan(0.35, 0));
    button("", words.whole, home).classList.add("map__tool--words");
    map.getContainer().after(bar);
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
        if (input.checked) map.addLayer(layer);
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
        bounds.extend(feature.at);
      });
    });
    return bounds;
  }

  function start(map, layers, options) {
    const words = (map.words = options.words);
    map.markLayers = layers;
    let home = map.getBounds();
    const goHome = function () {
      map.fitBounds(home, { padding: [0, 0], animate: !calm });
    };
    if (map.attributionControl) map.attributionControl.setPrefix(false);
    else L.control.attribution({ prefix: false }).addTo(map);
    choices(map, layers, words);
    tools(map, words, goHome);
    skipLink(map, words);
    keys(map);
    map.on("zoomend", function () {
      showNames(map);
      arrange(map);
    });
    const shown = layers.filter(function (layer) {
      return map.hasLayer(layer);
    });
    const loading = shown.map(function (layer) {
      return layer.loading;
    });
    Promise.allSettled(loading).then(function () {
      const bounds = dataBounds(shown);
      if (options.fit && bounds.isValid()) {
        map.fitBounds(bounds, { padding: [36, 36], maxZoom: 9, animate: false });
        home = map.getBounds();
      }
      map.settled = true;
      arrange(map);
    });
  }

  return {
    basemap: function (url, options) {
      return new Basemap(url, options);
    },
    marks: function (url, options) {
      return new Marks(url, options);
    },
    start: start,
  };
})();
