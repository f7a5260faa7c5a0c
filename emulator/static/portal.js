// What the AngularJS portal does once its page is there: a first digest, then the script of the chatbot module for those who have
// the right to see it (contract, 5.1). The page is drawn again at each digest, and what the portal did not draw is none of its business.
const hook = document.currentScript.dataset.chatbot;

function digest() {
  for (const place of document.querySelectorAll('time')) place.textContent = place.textContent.trim();
}

function load(address) {
  const script = document.createElement('script');
  script.src = address;
  script.async = false;
  document.head.append(script);
}

digest();
fetch('/auth/oauth2/userinfo', { headers: { Accept: 'application/json' } })
  .then((answer) => answer.json())
  .then((me) => {
    digest();
    if (hook && me.authorizedActions?.some(({ name }) => /chatbot/i.test(name))) load(hook);
  })
  .catch(() => undefined);
