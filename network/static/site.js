/* Sharing, printing and «near me»: additions only; every page works without them. */
(function () {
  "use strict";
  function show(selector, action) {
    document.querySelectorAll(selector).forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { action(button); });
    });
  }
  show("[data-print]", function () { window.print(); });
  if (navigator.share) {
    document.querySelectorAll("[data-share]").forEach(function (box) {
      box.querySelector("summary").addEventListener("click", function (event) {
        event.preventDefault();
        navigator.share({ text: box.dataset.share }).catch(function (error) {
          if (error.name !== "AbortError") { box.open = true; }
        });
      });
    });
  }
  if (navigator.geolocation) {
    show("[data-near]", function (button) {
      navigator.geolocation.getCurrentPosition(function (position) {
        var address = new URL(window.location.href);
        ["place", "page"].forEach(function (name) { address.searchParams.delete(name); });
        address.searchParams.set("lat", position.coords.latitude.toFixed(2));
        address.searchParams.set("lon", position.coords.longitude.toFixed(2));
        window.location.assign(address);
      }, function () { button.hidden = true; });
    });
  }
})();
