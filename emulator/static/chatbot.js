// The four steps of the chatbot module: a place, the bot's script, Webchat.init, a white frame.
(async () => {
  const answer = await fetch('/chatbot/url', { headers: { Accept: 'application/json' } });
  if (!answer.ok || !answer.headers.get('Content-Type')?.includes('json')) return;
  const { chatbotUrl } = await answer.json();

  const container = document.createElement('div');
  container.className = 'chatbot-container';
  const place = document.createElement('div');
  place.id = 'webchat';
  place.style.zIndex = '999999';
  container.append(place);
  document.body.append(container);

  const script = document.createElement('script');
  script.src = `${chatbotUrl}/backoffice/assets/scripts/embbed-chatbot.min.js`;
  script.onload = () => {
    window.Webchat.init({
      botURL: chatbotUrl,
      chatWidth: '300px',
      chatHeight: '500px',
      buttonSize: '60px',
      buttonColor: '#e20037',
      iconSize: '30px',
      iconColor: '#ffffff',
    });
    const frame = document.querySelector('#iframe-bot');
    if (frame) frame.style.background = '#ffffff';
  };
  document.body.append(script);
})();
