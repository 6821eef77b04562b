package dev.paco.console.export;

import dev.paco.console.audit.Actor;
import dev.paco.console.csv.CsvLines;
import dev.paco.console.filter.FilterProblem;
import dev.paco.console.filter.TypedFilter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

/** Where files are chosen, with the meaning of their columns. */
@Controller
class ExportController {

    private final Pseudonyms pseudonyms;
    private final ExportRuns runs;

    ExportController(Pseudonyms pseudonyms, ExportRuns runs) {
        this.pseudonyms = pseudonyms;
        this.runs = runs;
    }

    /** The form, with what was chosen and what is wrong with it. */
    @GetMapping("/export")
    Rendering form(@RequestParam MultiValueMap<String, String> query) {
        ExportRequest request = ExportRequest.ofForm(query);
        List<FilterProblem> problems = request.problems(pseudonyms.available());
        return Rendering.view("export/form")
                .status(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("request", request)
                .modelAttribute("problems", problems)
                .modelAttribute("providers", TypedFilter.PROVIDERS)
                .modelAttribute("pseudonymsAvailable", pseudonyms.available())
                .modelAttribute("token", UUID.randomUUID().toString())
                .modelAttribute("dictionary", DictionaryEntry.all())
                .build();
    }

    /** What the form sends leads to the file, whose address can be kept and used again. */
    @GetMapping("/export/download")
    Rendering download(@RequestParam MultiValueMap<String, String> query) {
        return Rendering.redirectTo(ExportRequest.ofForm(query).link()).build();
    }

    @GetMapping("/export/progress/{token}")
    Rendering progress(@PathVariable String token, Actor actor) {
        return Rendering.view("export/progress")
                .modelAttribute("token", token)
                .modelAttribute("progress", runs.progress(actor.username(), token))
                .build();
    }

    @GetMapping("/export/dictionary.csv")
    ResponseEntity<String> dictionary() {
        CsvLines csv = new CsvLines(false);
        String file = Stream.concat(
                        Stream.of(List.of("file", "column", "type", "meaning")),
                        DictionaryEntry.all().stream().map(DictionaryEntry::cells))
                .map(csv::line)
                .collect(Collectors.joining());
        return ResponseEntity.ok()
                .contentType(FileFormat.CSV.type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("paco-dictionary.csv")
                                .build()
                                .toString())
                .body(file);
    }
}
