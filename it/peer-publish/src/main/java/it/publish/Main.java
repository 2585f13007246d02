package it.publish;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("let in");
    }
}
