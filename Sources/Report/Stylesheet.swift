/// How the page looks: light or dark as the reader's system is, on anything from a small telephone to paper.
///
/// It has neither `<` nor `&`, so that the page is well-formed XML too.
enum Stylesheet {
    static let css: HTML = """
        :root {
          color-scheme: light dark;
          --ground: #f2f4f6;
          --paper: #fff;
          --well: #eef1f5;
          --rule: #d3dae1;
          --grid: #e3e9ef;
          --text: #16202b;
          --muted: #55626f;
          --faint: #a3afba;
          --blue: #1f5fbf;
          --orange: #b34700;
          --right: #2d7dd2;
          --wrong: #e66101;
          --overturn: invert(1);
          --frame: #2c251e; /* Overturned with the picture: the rule's colour. */
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #0e1217;
            --paper: #161c24;
            --well: #1d2530;
            --rule: #303a46;
            --grid: #252e39;
            --text: #e9eef3;
            --muted: #9caab8;
            --faint: #56636f;
            --blue: #7fb0ff;
            --orange: #ffa057;
            --right: #2d7dd2;
            --wrong: #c25200;
            --overturn: none;
          --frame: #303a46;
          }
        }
        * { box-sizing: border-box; margin: 0; padding: 0; }
        html {
          background: var(--ground);
          color: var(--text);
          font: 100%/1.5 -apple-system, "Segoe UI", Roboto, Inter, "Helvetica Neue", Arial, sans-serif;
          font-variant-numeric: tabular-nums;
          -webkit-text-size-adjust: 100%;
          text-size-adjust: 100%;
        }
        body { max-width: 70rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(0.75rem, 3vw, 2rem); }
        .kind { color: var(--muted); font-size: 0.875rem; }
        h1 { font-size: clamp(1.75rem, 5vw, 2.5rem); line-height: 1.2; letter-spacing: -0.02em; font-weight: 650; overflow-wrap: anywhere; }
        .origin { margin-top: 0.25rem; color: var(--muted); overflow-wrap: anywhere; }
        section {
          margin-top: clamp(0.75rem, 2vw, 1.25rem);
          padding: clamp(1rem, 2.5vw, 1.75rem) clamp(0.75rem, 2.5vw, 1.75rem);
          background: var(--paper);
          border: 1px solid var(--rule);
          border-radius: 0.75rem;
        }
        header + main { margin-top: clamp(1rem, 3vw, 1.75rem); }
        h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -0.01em; font-weight: 650; }
        h3 { font-size: 0.9375rem; font-weight: 650; }
        .lead { max-width: 44rem; margin-top: 0.375rem; color: var(--muted); font-size: 0.9375rem; }
        h2 + div, h2 + dl, h2 + pre, .lead + * { margin-top: 1.25rem; }
        footer { margin-top: 1.5rem; color: var(--muted); font-size: 0.8125rem; text-align: center; }
        figcaption { color: var(--muted); font-size: 0.875rem; }
        figcaption strong, caption { color: var(--text); font-weight: 600; }

        #figures { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .headline { display: grid; grid-template-columns: repeat(auto-fill, minmax(max(8.75rem, 18%), 1fr)); gap: 1.25rem 1rem; }
        section > .headline { margin-top: 0; }
        .headline dt { color: var(--muted); font-size: 0.8125rem; }
        .headline strong { display: block; font-size: 1.5rem; line-height: 1.25; font-weight: 600; letter-spacing: -0.015em; }
        .headline span { display: block; color: var(--muted); font-size: 0.75rem; line-height: 1.35; }

        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1.5rem 1.25rem; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.5rem 2.5rem; align-items: start; }
        .plot { display: block; width: 100%; max-width: 27rem; height: auto; margin-top: 0.5rem; }
        .plot text { fill: var(--muted); font-size: 12px; }
        .plot .name { font-weight: 600; }
        .plot .grid { stroke: var(--grid); }
        .plot .axis { stroke: var(--faint); }
        .plot .mark { stroke: var(--muted); stroke-dasharray: 3 3; }
        .plot .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .plot .line.training { stroke: var(--orange); stroke-dasharray: 6 4; }
        .plot .line.validation { stroke: var(--blue); }
        .plot .line.rate { stroke: var(--text); }
        .plot .dot { stroke: var(--paper); stroke-width: 1.5; }
        .plot .dot.training, .plot .name.training { fill: var(--orange); }
        .plot .dot.validation, .plot .name.validation { fill: var(--blue); }
        .plot .dot.rate, .plot .name.rate { fill: var(--text); }
        .plot .share { fill: var(--right); fill-opacity: 0.25; }
        .plot .count { fill: var(--faint); }
        .plot .whisker { stroke: var(--blue); stroke-width: 1.5; }

        .scroll { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
        caption { padding-bottom: 0.375rem; color: var(--muted); font-size: 0.875rem; font-weight: 400; text-align: left; }
        th, td { padding: 0.3125rem 0.5rem; border-bottom: 1px solid var(--grid); font-weight: 400; vertical-align: top; }
        th:first-child, td:first-child { padding-left: 0; }
        th:last-child, td:last-child { padding-right: 0; }
        thead .number { white-space: normal; }
        thead th { border-bottom-color: var(--rule); color: var(--muted); font-size: 0.8125rem; vertical-align: bottom; }
        tfoot th, tfoot td { border-bottom: 0; font-weight: 600; }
        .text { text-align: left; }
        .shape { text-align: left; white-space: nowrap; }
        .number { text-align: right; white-space: nowrap; }
        .marked th, .marked td { background: var(--well); font-weight: 600; }
        .confusion { table-layout: fixed; font-size: clamp(0.6875rem, 3vw, 0.875rem); }
        .confusion th, .confusion td { padding: 0; height: 2.1em; border: 1px solid var(--paper); border-width: 1px; text-align: center; vertical-align: middle; }
        .confusion th { color: var(--muted); font-size: inherit; }
        .confusion td { background: var(--well); }
        .confusion thead td { background: none; }
        .confusion .none { color: var(--faint); }
        .confusion .right { background: color-mix(in srgb, var(--right) 28%, var(--paper)); }
        .confusion .wrong { background: color-mix(in srgb, var(--wrong) calc(0.12 * 100% + 0.58 * var(--depth)), var(--paper)); font-weight: 600; }
        details { margin-top: 1.25rem; }
        summary { width: fit-content; color: var(--blue); font-size: 0.9375rem; cursor: pointer; }
        details[open] summary { margin-bottom: 0.75rem; }

        img { display: block; image-rendering: pixelated; }
        img.ink { border: 1px solid var(--frame); filter: var(--overturn); }
        .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.25rem, 1fr)); gap: 1.5rem 1.25rem; list-style: none; }
        .gallery img { width: 100%; max-width: 10.5rem; height: auto; border-radius: 0.25rem; }
        .gallery p { margin-top: 0.375rem; font-size: 0.875rem; line-height: 1.35; }
        .gallery .note { color: var(--muted); font-size: 0.75rem; }
        .bars { margin-top: 0.25rem; font-size: 0.8125rem; line-height: 1.5; list-style: none; }
        .bars li { display: grid; grid-template-columns: 0.75rem 1fr 3.75rem; gap: 0.375rem; align-items: center; }
        .bars.named li { grid-template-columns: 1fr 3.75rem; column-gap: 0.375rem; row-gap: 0; }
        .bars.named .name { grid-column: 1 / -1; overflow-wrap: anywhere; }
        .sample .bars.named li { grid-template-columns: 6.5rem 1fr 3.75rem; }
        .sample .bars.named .name { grid-column: auto; }
        .bars .label .name { font-weight: 700; }
        .bars .bar { height: 0.5rem; border-radius: 2px; background: linear-gradient(var(--faint), var(--faint)) no-repeat 0 0 / var(--share) 100% var(--well); }
        .bars .label .bar { background-image: linear-gradient(var(--right), var(--right)); }
        .pictures { display: flex; flex-wrap: wrap; gap: 0.375rem; }
        figcaption + .pictures, figcaption + img { margin-top: 0.5rem; }
        .signed { background: var(--well); border-radius: 0.25rem; }
        .filters .signed { width: 3.5rem; height: 3.5rem; }
        .units .signed { width: 5.25rem; height: 5.25rem; }
        .sample { display: grid; gap: 1.5rem; }
        .sample figure > img { width: 114px; height: 114px; border-radius: 0.25rem; }
        .sample .bars { max-width: 24rem; }
        .maps { gap: 4px; }
        .maps img { width: var(--side); height: var(--side); border-radius: 0; }

        pre { overflow-x: auto; padding: 0.75rem 0.875rem; background: var(--well); border-radius: 0.5rem; font: 0.8125rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
        .recipe, .provenance { margin-top: 1.5rem; }
        .recipe dl { columns: 17rem; column-gap: 2.5rem; }
        .provenance { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1.5rem 2.5rem; }
        :is(.recipe, .provenance) dl { margin-top: 0.375rem; font-size: 0.875rem; }
        :is(.recipe, .provenance) dl div { display: grid; grid-template-columns: minmax(7rem, 1fr) 1fr; gap: 0.75rem; padding: 0.25rem 0; border-top: 1px solid var(--grid); break-inside: avoid; }
        .recipe dt, .provenance dt { color: var(--muted); }
        .recipe dd, .provenance dd { overflow-wrap: anywhere; }
        @media (max-width: 30rem) {
          .scroll table:not(.confusion) :is(th, td) { padding-inline: 0.25rem; font-size: 0.8125rem; }
          .maps img { width: calc(0.75 * var(--side)); height: calc(0.75 * var(--side)); }
        }
        @media (max-width: 22rem) {
          .scroll table:not(.confusion) :is(th, td) { padding-inline: 0.1875rem; font-size: 0.75rem; }
        }
        @media print {
          html { background: none; }
          section { border: 0; padding: 0; }
          figure, li, tr { break-inside: avoid; }
        }
        """
}
