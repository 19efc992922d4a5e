namespace Basin.Experiments.Reports;

/// <summary>The style of every page: light and dark on the screen, light on paper, narrow and wide.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root{color-scheme:light;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;--card:#f6f8fa;--accent:#0072b2;--alarm:#b3261e}
        @media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#12161b;--ink:#e6edf3;--soft:#9ba6b2;--line:#353c45;--card:#1b2128;--accent:#56b4e9;--alarm:#ff9b8a}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,'Helvetica Neue',Arial,sans-serif}
        main{max-width:980px;margin:0 auto;padding:32px 20px 64px}
        h1{font-size:26px;margin:0 0 4px;overflow-wrap:anywhere}h1.next{margin-top:72px;padding-top:24px;border-top:3px solid var(--line)}h2{font-size:19px;margin:40px 0 10px}
        .soft{color:var(--soft)}.answer{font-size:19px;line-height:1.45;border-left:4px solid var(--accent);background:var(--card);padding:14px 18px;margin:22px 0;border-radius:0 6px 6px 0}
        .answer p{margin:0 0 8px}.answer ul{margin:0;padding-left:20px}
        .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}.tile{flex:1 1 140px;border:1px solid var(--line);border-radius:8px;padding:10px 14px}
        .tile b{display:block;font-size:22px;font-variant-numeric:tabular-nums}.tile span{color:var(--soft);font-size:14px}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
        tr.group th{padding-top:18px;border-bottom:2px solid var(--line)}td.note{color:var(--soft)}td{white-space:pre-wrap}td.whole{white-space:nowrap}
        .measured{font-size:14px}.measured th[scope=row]{font-weight:400;min-width:210px}.measured a{font-weight:600;color:var(--accent)}tr.alarm td:nth-child(2){color:var(--alarm);font-weight:600}
        td.wrap{overflow-wrap:anywhere}code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:18px;margin-top:18px}
        figure{margin:0}figcaption{color:var(--soft);font-size:14px;margin-top:6px}
        .columns{columns:2 330px;column-gap:36px;margin-top:14px}.columns th{font-weight:400}
        @media (max-width:480px){.answer{font-size:17px;padding:12px 14px}}
        @page{margin:16mm 14mm}
        @media print{body{font-size:10.5pt}main{max-width:none;padding:0}.answer{font-size:12pt}.scroll{overflow:visible}table{font-size:9pt}th,td{padding:2px 10px 2px 0}.tile{flex-basis:90px;padding:6px 10px}.tile b{font-size:13pt}.tile span{font-size:8.5pt}p.soft{font-size:9pt}h2{margin-top:26px}
        .figures{grid-template-columns:1fr 1fr}h2,tr.group{break-after:avoid}figure,.tile,.answer,tr{break-inside:avoid}figcaption{font-size:8.5pt}h1.next{break-before:page;margin-top:0;border:0}}
        """;
}
