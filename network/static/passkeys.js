/* Passkeys: the buttons appear where the browser knows them; the answer of the key travels in the form. */
(function () {
  "use strict";
  // A key belongs to a name: at a bare number (development) there is none.
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON ||
      /^[\d.]+$|:/.test(location.hostname)) { return; }
  function start(form, ask) {
    var button = form.querySelector("button"), problem = form.querySelector("[data-problem]");
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      button.disabled = true;
      problem.hidden = true;
      ask(form).then(function (key) {
        form.elements.answer.value = JSON.stringify(key.toJSON());
        form.submit();
      }).catch(function () {
        button.disabled = false;
        problem.hidden = false;
      });
    });
  }
  document.querySelectorAll("[data-make-passkey]").forEach(function (form) {
    start(form, function () {
      var options = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(form.dataset.makePasskey));
      return navigator.credentials.create({ publicKey: options });
    });
  });
  document.querySelectorAll("[data-use-passkey]").forEach(function (form) {
    start(form, function () {
      return fetch(form.dataset.usePasskey, { method: "POST" }).then(function (answer) {
        if (!answer.ok) { throw new Error(answer.status); }
        return answer.json();
      }).then(function (options) {
        return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      });
    });
  });
})();
