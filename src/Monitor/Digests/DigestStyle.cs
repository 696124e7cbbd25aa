namespace Monitor.Digests;

/// <summary>The digest's style, inside the page so that it opens offline; legible on a phone and on A4.</summary>
static class DigestStyle
{
    public const string Css = """
        :root{--ink:#1c2430;--soft:#5a6675;--line:#d9dfe6;--paper:#fff;--tint:#f4f6f9;--accent:#1f5f8b;--high:#9a3412;--medium:#8a6100;--low:#47616f}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:62rem;padding:1.25rem;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);background:var(--paper)}
        h1{font-size:1.7rem;line-height:1.2;margin:.1em 0 .3em}
        h2{font-size:1.15rem;margin:2rem 0 .6rem;padding-bottom:.25rem;border-bottom:2px solid var(--ink)}
        h3{font-size:1rem;margin:1.4rem 0 .5rem}
        .eyebrow{margin:0;color:var(--soft);font-size:.85rem}
        .lead{font-size:1.15rem;margin:.2rem 0 .6rem}
        .note,.nihil{background:var(--tint);border-left:4px solid var(--accent);padding:.6rem .9rem;margin:.6rem 0;font-size:.95rem}
        .small{color:var(--soft);font-size:.85rem}
        .count{font-weight:400;color:var(--soft)}
        a{color:var(--accent)}a+.small{margin-left:.5em}
        .tag{border:1px solid var(--soft);border-radius:3px;padding:0 .35em;margin-left:.4em;font-size:.8rem}
        .tag.bad{border-color:var(--high);color:var(--high)}
        code{font:.85em ui-monospace,Consolas,"Liberation Mono",monospace}
        .remark{display:block}
        .hash{display:block;overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%;font-size:.92rem}
        th,td{padding:.35rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        .balance th:not(:first-child),.balance td:not(:first-child),.num{text-align:right;white-space:nowrap}
        .balance td[colspan]{text-align:left!important}
        tfoot td{font-weight:600;border-top:2px solid var(--ink)}
        .flag{border:1px solid var(--line);border-left:6px solid var(--low);border-radius:4px;padding:.7rem .9rem;margin:.7rem 0;break-inside:avoid}
        .flag.high{border-left-color:var(--high)}.flag.medium{border-left-color:var(--medium)}
        .flag header{display:flex;flex-wrap:wrap;gap:.1rem 1rem;font-size:.88rem;color:var(--soft)}
        .flag header strong{color:var(--ink)}
        blockquote{margin:.6rem 0;padding:0;font-size:1.05rem;white-space:pre-wrap;overflow-wrap:anywhere}
        mark{background:#fde9b8;color:inherit;padding:0 .1em;border-radius:2px}
        .against{text-decoration:underline dotted var(--accent);text-underline-offset:3px}
        dl{display:grid;grid-template-columns:11rem 1fr;gap:.15rem .8rem;margin:.4rem 0 0;font-size:.92rem}
        dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        dd ul{margin:0;padding-left:1.1rem}
        .two{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}
        footer{margin-top:2rem;padding-top:.6rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--soft)}
        @media (max-width:40rem){body{padding:.8rem}.two{grid-template-columns:1fr}.num{white-space:normal}dl{grid-template-columns:1fr}dt{margin-top:.35rem}
          .balance thead{position:absolute;left:-9999px}.balance,.balance tbody,.balance tfoot{display:block}.balance tr{display:grid;grid-template-columns:repeat(6,1fr);border-bottom:1px solid var(--line)}
          .balance td{border:0;text-align:right}.balance td:first-child{grid-column:1/-1;text-align:left}
          .balance tr{grid-template-columns:repeat(3,1fr)}.balance td[data-label]{text-align:left}.balance td[data-label]::before{content:attr(data-label);display:block;color:var(--soft);font-size:.75rem;font-weight:400}}
        @page{size:A4;margin:14mm}
        @media print{body{max-width:none;padding:0;font-size:10.5pt}.note,.nihil{border:1px solid var(--line);border-left:4px solid var(--ink)}mark{background:none;font-weight:700;text-decoration:underline}}
        """;
}
