// Checks a page as a person who does not see it, or sees little, would meet it. Returns one line for each fault (WCAG 2.2, A and AA).
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const where = (element) => `<${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''}${element.name ? ' name=' + element.name : ''}> ${(element.textContent || '').trim().slice(0, 40)}`;
  const tell = (rule, element, why = '') => faults.push(`${rule}: ${where(element)} ${why}`.trim());
  const byIds = (ids) => (ids || '').split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));

  const nameOf = (element) => {
    const labelled = byIds(element.getAttribute('aria-labelledby')).map((label) => label?.textContent ?? '').join(' ').trim();
    if (labelled) return labelled;
    if (element.getAttribute('aria-label')) return element.getAttribute('aria-label').trim();
    if (element.labels?.length) return [...element.labels].map((label) => label.textContent).join(' ').trim();
    if (element.tagName === 'IMG') return (element.getAttribute('alt') ?? '').trim();
    return /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ? (element.getAttribute('title') ?? '').trim() : (element.textContent ?? '').trim();
  };

  const ofPage = () => {
    if (!['id', 'en'].includes(document.documentElement.lang)) faults.push('language: the page does not say in which language it is');
    if (!document.title.trim()) faults.push('title: the page has none');
    if (all('main').length !== 1) faults.push('main: there is not exactly one');
    if (all('h1').length !== 1) faults.push('h1: there is not exactly one');
    const viewport = document.querySelector('meta[name=viewport]')?.content ?? '';
    if (/user-scalable=no|maximum-scale/.test(viewport)) faults.push('zoom: the page forbids it');
    let level = 0;
    for (const heading of all('h1,h2,h3,h4,h5,h6').filter(shown)) {
      const next = Number(heading.tagName[1]);
      if (next > level + 1 && level > 0) tell('heading order', heading, `h${level} is followed by h${next}`);
      level = next;
    }
    const ids = all('[id]').map((element) => element.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`id: '${id}' stands twice`);
  };

  const ofNames = () => {
    for (const control of all('input:not([type=hidden]),select,textarea').filter(shown)) if (!nameOf(control)) tell('label', control);
    for (const link of all('a[href],button,summary,[role=button]').filter(shown)) if (!nameOf(link)) tell('name', link);
    for (const picture of all('img')) if (!picture.hasAttribute('alt')) tell('alt', picture);
    for (const drawing of all('svg[role=img]')) if (!nameOf(drawing)) tell('alt', drawing);
    for (const label of all('label[for]')) if (!document.getElementById(label.htmlFor)) tell('label for nothing', label);
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls'])
      for (const element of all(`[${attribute}]`)) if (byIds(element.getAttribute(attribute)).some((target) => !target)) tell(attribute, element, 'names nothing that is there');
    const landmarks = all('nav,[role=search],form[aria-label]').filter(shown);
    for (const nav of all('nav').filter(shown)) if (!nameOf(nav) || !nav.hasAttribute('aria-label')) tell('landmark', nav, 'has no name');
    const groups = new Map();
    for (const landmark of landmarks) {
      const key = `${landmark.tagName} ${landmark.getAttribute('aria-label')}`;
      if (groups.has(key)) tell('landmark', landmark, 'has the name of another');
      groups.set(key, landmark);
    }
  };

  const ofStructure = () => {
    for (const table of all('table').filter(shown)) if (!table.querySelector('th')) tell('table', table, 'has no heading');
    for (const heading of all('th')) if (!heading.hasAttribute('scope')) tell('th', heading, 'has no scope');
    for (const heading of all('th')) if (!heading.textContent.trim()) tell('th', heading, 'is empty');
    for (const item of all('li')) if (!/^(UL|OL|MENU)$/.test(item.parentElement.tagName)) tell('li', item, 'stands outside a list');
    for (const list of all('ul,ol')) if ([...list.children].some((child) => child.tagName !== 'LI')) tell('list', list, 'holds something else than items');
    for (const term of all('dl')) if ([...term.children].some((child) => !/^(DT|DD|DIV)$/.test(child.tagName))) tell('dl', term);
    for (const element of all('[tabindex]')) if (element.tabIndex > 0) tell('tabindex', element, 'breaks the order of the page');
    for (const group of all('fieldset').filter(shown)) if (!group.querySelector(':scope > legend')?.textContent.trim()) tell('fieldset', group, 'has no legend');
    for (const area of all('*').filter((element) => shown(element) && element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX)))
      if (area !== document.scrollingElement && area.tabIndex < 0 && !area.querySelector('a,button,input,select,textarea')) tell('scrolling', area, 'cannot be reached by keyboard');
  };

  const colour = (text) => {
    const parts = text.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return { r: parts[0], g: parts[1], b: parts[2], a: parts.length > 3 ? parts[3] : 1 };
  };
  const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
  const backgroundOf = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(colour(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
  };
  const opacityOf = (element) => {
    let opacity = 1;
    for (let at = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
    return opacity;
  };
  const light = ({ r, g, b }) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((left, right) => right - left);
    return (high + 0.05) / (low + 0.05);
  };

  const ofContrast = () => {
    const seen = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.textContent.trim() || seen.has(element) || !shown(element) || /^(SCRIPT|STYLE|OPTION)$/.test(element.tagName)) continue;
      seen.add(element);
      const style = getComputedStyle(element);
      const background = backgroundOf(element);
      const ink = colour(element.namespaceURI.endsWith('svg') ? style.fill : style.color);
      const ratio = contrast(over({ ...ink, a: ink.a * opacityOf(element) }, background), background);
      const size = parseFloat(style.fontSize);
      const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      if (ratio < needed) tell('contrast', element, `${ratio.toFixed(2)}:1, needs ${needed}:1`);
    }
    for (const control of all('input:not([type=hidden]):not([type=radio]):not([type=checkbox]),select,textarea,button:not(.plain)').filter(shown)) {
      const ratio = contrast(colour(getComputedStyle(control).borderTopColor), backgroundOf(control.parentElement));
      if (ratio < 3) tell('edge of a control', control, `${ratio.toFixed(2)}:1, needs 3:1`);
    }
  };

  const ofSize = () => {
    for (const target of all('button,input:not([type=hidden]),select,summary,nav a').filter(shown)) {
      const box = target.getBoundingClientRect();
      const label = target.labels?.[0]?.getBoundingClientRect();
      if (Math.max(box.height, label?.height ?? 0) < 24 || Math.max(box.width, label?.width ?? 0) < 24) tell('target size', target, `${Math.round(box.width)}×${Math.round(box.height)}, needs 24×24`);
    }
  };

  ofPage();
  ofNames();
  ofStructure();
  ofContrast();
  ofSize();
  return faults;
}
