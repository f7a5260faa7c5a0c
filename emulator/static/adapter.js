// Frames the application whose address stands after the #.
const address = decodeURIComponent(window.location.hash.slice(1));
if (/^https?:\/\//.test(address)) document.getElementById('application').src = address;
