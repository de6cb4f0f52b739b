// What django-otp-webauthn's scripts leave to a page: our words for theirs, and what comes after a passkey was made.
"use strict";

const WORDS = {
  "Registering...": "Follow your browser…",
  "Finishing registration...": "One moment…",
  "Registration successful!": "Your passkey was added.",
  "Registration aborted.": "No passkey was added. Press the button to try again.",
  "Registration aborted or not allowed.": "No passkey was added. Press the button to try again.",
  "Registration failed. You most likely already have a Passkey registered for this site.":
    "This device already has a passkey for your account. Use it, or add one on another device.",
  "Registration failed. A technical problem occurred that prevents you from registering a Passkey for this site.":
    "No passkey was added: this browser does not allow one at this address.",
  "Verifying...": "Follow your browser…",
  "Finishing verification...": "One moment…",
  "Verification successful!": "Signing you in…",
  "Verification aborted.": "No passkey was used. Try again, or type a code.",
  "Verification canceled or not allowed.": "No passkey was used. Try again, or type a code.",
};

// Both scripts ask Django's catalog of translations by this name.
window.gettext = (text) => WORDS[text] ?? (text.startsWith("Registration")
  ? "The passkey was not added. Reload this page and try again."
  : "The passkey could not be checked. Reload this page and try again, or type a code.");

// Once it is stored, send its name along.
document.addEventListener("otp_webauthn.register_complete", (event) => event.target.form.submit());

// Enter in the field of the name makes the passkey first.
document.querySelector("form[data-passkey]")?.addEventListener("submit", (event) => {
  const button = document.getElementById("passkey-register-button");
  if (!button) return;
  event.preventDefault();
  button.click();
});

// Too many attempts: the page itself says until when, and what to do.
document.addEventListener("otp_webauthn.verification_failed", (event) => {
  if (event.detail.response?.status === 429) location.reload();
});
