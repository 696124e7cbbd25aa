// Keys for people who judge all day: j and k walk the queue, / goes to the filters, 1 to 4 choose a decision, c claims.
// Everything works without this file.
(() => {
  'use strict';
  const typing = (target) => target.matches('input:not([type=radio]):not([type=checkbox]), select, textarea');
  const rows = () => [...document.querySelectorAll('.row a.open')];
  const walk = (step) => {
    const links = rows();
    if (links.length === 0) return;
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step))];
    next.focus();
    next.closest('.row').scrollIntoView({ block: 'nearest' });
  };
  const choose = (key) => {
    const control = document.querySelector(`[data-key="${key}"]`);
    if (!control) return false;
    if (control.type !== 'radio') { control.click(); return true; }
    control.checked = true;
    const field = control.parentElement.querySelector('.more select, .more textarea');
    (field || control).focus();
    return true;
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape' && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    if (event.key === 'j' || event.key === 'k') { walk(event.key === 'j' ? 1 : -1); event.preventDefault(); }
    else if (event.key === '/') { const first = document.querySelector('.filters select, .filters input'); if (first) { first.focus(); event.preventDefault(); } }
    else if (/^[1-4c]$/.test(event.key) && choose(event.key)) event.preventDefault();
  });
  // A form that was sent is not sent twice.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || form.dataset.sent) { if (form.dataset.sent) event.preventDefault(); return; }
    if (!form.hasAttribute('data-again')) form.dataset.sent = 'yes';
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent));
})();
